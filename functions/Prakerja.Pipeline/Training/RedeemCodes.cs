using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>Whose purchase a redeem code is, and who may ask about it.</summary>
public sealed record RedeemTarget(string Participant, string Platform, string Institution)
{
    public bool IsOf(string partner) => partner == Platform || partner == Institution;
}

/// <summary>
/// Redeem codes: 12 random characters that people do not confuse, in groups of four (60 bits). Indexed in the table <c>redeemcodes</c> before the
/// purchase is committed; a code whose purchase never came about is found to belong to nothing.
/// </summary>
public sealed class RedeemCodes(ITableStore tables, IRandomSource random)
{
    public const string Table = "redeemcodes";

    /// <summary>Crockford's 32: no I, L, O, U.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;
    private const int Group = 4;

    public async Task<string> MintAsync(RedeemTarget target)
    {
        while (true)
        {
            var code = NewCode();
            if ((await tables.CommitAsync(Table, Partition(code), [new TableWrite.Insert(code, PipelineJson.Write(target))])).Committed)
            {
                return code;
            }
        }
    }

    public async ValueTask<RedeemTarget?> FindAsync(string code)
    {
        var row = await tables.GetAsync(Table, Partition(code), code);
        return row is null ? null : PipelineJson.Read<RedeemTarget>(row.Body);
    }

    /// <summary>As we write it: upper case, hyphens, and the letters people mistake for digits. Null if it cannot be one of ours.</summary>
    public static string? Normalise(string? text)
    {
        var bare = new string([.. (text ?? "").Trim().ToUpperInvariant().Where(c => c != '-').Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        return bare.Length == Length && bare.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? Grouped(bare) : null;
    }

    private string NewCode()
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.Fill(bytes);
        Span<char> code = stackalloc char[Length];
        for (var at = 0; at < Length; at++)
        {
            code[at] = Alphabet[bytes[at] & 31];
        }

        return Grouped(code);
    }

    private static string Grouped(ReadOnlySpan<char> bare) => $"{bare[..Group]}-{bare[Group..(2 * Group)]}-{bare[(2 * Group)..]}";

    private static string Partition(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)).AsSpan(0, 1));
}
