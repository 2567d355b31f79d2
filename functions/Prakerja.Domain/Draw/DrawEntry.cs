using System.Runtime.InteropServices;

namespace Prakerja.Domain.Draw;

/// <summary>One candidate of a batch: a line of the entries file (draw.md).</summary>
/// <param name="Ticket">16 random bytes, big-endian; bytewise order is numeric order.</param>
/// <param name="Regency">Domicile.</param>
/// <param name="Group">Priority group, 1 to <see cref="MaxGroup"/>; 1 goes first.</param>
/// <param name="Household">Pseudonym of the family card, made for this batch alone.</param>
/// <param name="Allowance">How many more recipients the family card may have, 1 or 2; equal for a whole household.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DrawEntry(UInt128 Ticket, RegencyCode Regency, int Group, UInt128 Household, int Allowance)
{
    public const int MaxGroup = 999;

    public const int MaxAllowance = 2;

    /// <summary>The shortest line with its newline: an upper bound of a file's entries is its length divided by this.</summary>
    public const int MinLineLength = 76;

    /// <summary>The longest line with its newline.</summary>
    public const int MaxLineLength = 78;

    /// <summary>Ticket or household as 32 lower-case hex digits.</summary>
    public static string IdText(UInt128 id) => id.ToString("x32", null);

    /// <summary>Reads a ticket or household: exactly 32 lower-case hex digits.</summary>
    public static bool TryParseId(string? text, out UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = LowerHex.TryDecode(text.AsSpan(), bytes);
        id = read ? System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;
        return read;
    }
}
