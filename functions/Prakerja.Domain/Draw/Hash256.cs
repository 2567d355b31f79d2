using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Prakerja.Domain.Draw;

/// <summary>32 bytes: a SHA-256 hash, an HMAC score, a seed or a beacon's randomness. Ordered bytewise; shown as 64 lower-case hex digits.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Hash256 : IComparable<Hash256>
{
    public const int Size = 32;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    /// <param name="bytes">Exactly 32 bytes.</param>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size, nameof(bytes));
        a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return new Hash256(hash);
    }

    /// <summary>Reads exactly 64 lower-case hex digits.</summary>
    public static bool TryParse(string? text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var read = LowerHex.TryDecode(text.AsSpan(), bytes);
        hash = read ? new Hash256(bytes) : default;
        return read;
    }

    /// <param name="destination">At least 32 bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], d);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public int CompareTo(Hash256 other) => (a, b, c, d).CompareTo((other.a, other.b, other.c, other.d));

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
