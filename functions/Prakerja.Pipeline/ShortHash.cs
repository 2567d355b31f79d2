using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Pipeline;

/// <summary>The first half of a SHA-256: 32 lower-case hex digits, for keys and references made of what is not secret.</summary>
public static class ShortHash
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
}
