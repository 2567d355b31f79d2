using System.Security.Cryptography;
using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>Compares a published result, as it streams in, with the one computed again; finds the first line that differs.</summary>
/// <param name="recomputed">Null if nothing could be computed: then only the hash is taken.</param>
internal sealed class ResultComparison(DrawResult? recomputed) : IDisposable
{
    private const int TicketLength = 32;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IEnumerator<ReadOnlyMemory<byte>> expected = (recomputed?.Chunks() ?? []).GetEnumerator();
    private ReadOnlyMemory<byte> wanted;
    private int line;
    private int column;
    private bool differs;

    public void Take(ReadOnlyMemory<byte> published)
    {
        hash.AppendData(published.Span);
        var rest = published.Span;
        while (recomputed is not null && !differs && !rest.IsEmpty)
        {
            var same = More() ? rest.CommonPrefixLength(wanted.Span) : 0;
            Pass(rest[..same]);
            rest = rest[same..];
            wanted = wanted[same..];
            differs = same == 0;
        }
    }

    /// <summary>SHA-256 of the published file, and what is wrong with it (null if nothing).</summary>
    public (Hash256 Hash, string? Problem) Complete()
    {
        differs |= recomputed is not null && More();
        return (new Hash256(hash.GetHashAndReset()), differs ? $"line {line + 1} is not the computed one{Where()}" : null);
    }

    public void Dispose()
    {
        hash.Dispose();
        expected.Dispose();
    }

    private bool More()
    {
        if (wanted.IsEmpty && expected.MoveNext())
        {
            wanted = expected.Current;
        }

        return !wanted.IsEmpty;
    }

    private void Pass(ReadOnlySpan<byte> same)
    {
        var newline = same.LastIndexOf((byte)'\n');
        line += same.Count((byte)'\n');
        column = newline < 0 ? column + same.Length : same.Length - newline - 1;
    }

    private string Where()
    {
        if (line == recomputed!.Entries.Count)
        {
            return ": there are more lines than entries";
        }

        var (ticket, outcome) = (DrawEntry.IdText(recomputed.Entries.TicketAt(line)), recomputed[line]);
        var field = column < TicketLength ? "ticket" : column <= TicketLength + outcome.Name.Length ? "outcome" : "detail";
        return $" (field {field}); it must be {ticket},{outcome.Name},{outcome.Detail}";
    }
}
