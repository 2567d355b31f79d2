using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Spreads rows with speaking keys over 256 partitions.</summary>
public static class Shards
{
    /// <summary>Two hex digits of the key's hash.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 1));
}
