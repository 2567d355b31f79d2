using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>Everything about one ticket: inclusion and score are checked with this alone, the cut-off needs the files.</summary>
/// <param name="LeafIndex">Position of the line in the entries file, from 0.</param>
/// <param name="Entries">Number of entries, the size of the tree.</param>
/// <param name="AuditPath">RFC 6962, the leaf's sibling first.</param>
/// <param name="CutOff">Score of the last one selected in the entry's regency and group; null where none was.</param>
public sealed record TicketProof(
    DrawEntry Entry, long LeafIndex, long Entries, IReadOnlyList<Hash256> AuditPath, Hash256 Score, DrawOutcome Outcome, Hash256? CutOff)
{
    /// <summary>The line of the entries file, without its newline.</summary>
    public string Line
    {
        get
        {
            Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
            return Encoding.ASCII.GetString(line[..EntryLine.Format(Entry, line)]);
        }
    }

    /// <summary>Null if the line is in the tree and has this score, otherwise what is wrong.</summary>
    public string? Check(Hash256 entriesRoot, Hash256 seed)
    {
        if (!MerkleTree.Includes(entriesRoot, Entries, LeafIndex, MerkleTree.Leaf(Encoding.ASCII.GetBytes(Line)), AuditPath))
        {
            return "auditPath does not lead from the line to entriesRoot";
        }

        return DrawSeed.Score(seed, Entry.Ticket) == Score ? null : "score is not the ticket's HMAC under the seed";
    }

    public byte[] ToCanonical() => CanonicalJson.Write(new CanonicalObject
    {
        { "auditPath", new CanonicalArray([.. AuditPath.Select(hash => (CanonicalValue)hash)]) },
        { "cutOff", CutOff },
        { "detail", Outcome.Detail },
        { "entries", Entries },
        { "leafIndex", LeafIndex },
        { "line", Line },
        { "outcome", Outcome.Name },
        { "score", Score },
    });
}
