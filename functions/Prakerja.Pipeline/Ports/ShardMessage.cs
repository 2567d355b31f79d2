using System.Text;

namespace Prakerja.Pipeline.Ports;

/// <summary>A shard signal as a message: each handler's queue is a message queue of the same name, and the body is the shard in ASCII.</summary>
public static class ShardMessage
{
    public const int MaxShard = 64;

    /// <exception cref="ArgumentException">A shard is 1-64 ASCII letters and digits.</exception>
    public static byte[] Body(string shard) =>
        IsShard(Encoding.UTF8.GetBytes(shard)) ? Encoding.ASCII.GetBytes(shard) : throw new ArgumentException($"A shard is 1-{MaxShard} ASCII letters and digits.", nameof(shard));

    /// <exception cref="FormatException">Not a shard; no other try will make it one.</exception>
    public static string ShardOf(ReadOnlyMemory<byte> body) =>
        IsShard(body.Span) ? Encoding.ASCII.GetString(body.Span) : throw new FormatException("Not a shard.");

    private static bool IsShard(ReadOnlySpan<byte> body)
    {
        foreach (var letter in body)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
            {
                return false;
            }
        }

        return body.Length is >= 1 and <= MaxShard;
    }
}
