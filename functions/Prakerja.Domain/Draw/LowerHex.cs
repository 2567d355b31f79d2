using System.Buffers;
using System.Buffers.Binary;

namespace Prakerja.Domain.Draw;

/// <summary>Lower-case hexadecimal as ASCII bytes; upper case is another form and refused.</summary>
internal static class LowerHex
{
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes) =>
        text.Length == bytes.Length * 2
        && !text.ContainsAnyInRange((byte)'A', (byte)'F')
        && Convert.FromHexString(text, bytes, out _, out var written) == OperationStatus.Done
        && written == bytes.Length;

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == bytes.Length * 2
        && !text.ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(text, bytes, out _, out var written) == OperationStatus.Done
        && written == bytes.Length;

    public static bool TryDecodeId(ReadOnlySpan<byte> text, out UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = TryDecode(text, bytes);
        id = read ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;
        return read;
    }

    /// <summary>Writes 32 digits.</summary>
    public static void EncodeId(UInt128 id, Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        Convert.TryToHexStringLower(bytes, text, out _);
    }
}
