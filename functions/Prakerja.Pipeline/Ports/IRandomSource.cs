namespace Prakerja.Pipeline.Ports;

/// <summary>Unpredictable bytes in production; a seeded stream in the simulator.</summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);
}

public static class RandomSourceExtensions
{
    /// <summary>Random bytes as lower-case hex.</summary>
    public static string Hex(this IRandomSource random, int bytes)
    {
        Span<byte> buffer = stackalloc byte[bytes];
        random.Fill(buffer);
        return Convert.ToHexStringLower(buffer);
    }
}
