using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Domain.Tests.Draw;

/// <summary>
/// draw.md written a second time, as plainly as possible and sharing no code with the product: text lines in, result text out.
/// </summary>
internal sealed class NaiveDraw(byte[] seed, IReadOnlyDictionary<string, long> places, long reserves)
{
    private sealed record Candidate(string Ticket, string Regency, int Group, string Household, int Allowance, string Score);

    /// <summary>Replaces the score of a ticket: only to build draws that are not fair.</summary>
    public Func<string, string>? Score { get; init; }

    public static byte[] Seed(string entriesFile, byte[] rulesFile, byte[] randomness)
    {
        var lines = entriesFile.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.ASCII.GetBytes).ToArray();
        return SHA256.HashData([.. "prakerja-draw-1"u8, .. TreeHash(lines), .. SHA256.HashData(rulesFile), .. randomness]);
    }

    /// <summary>The recursive definition of RFC 6962, section 2.1.</summary>
    public static byte[] TreeHash(byte[][] leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 0 ? SHA256.HashData([]) : SHA256.HashData([0, .. leaves[0]]);
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([1, .. TreeHash(leaves[..split]), .. TreeHash(leaves[split..])]);
    }

    public string Run(IEnumerable<string> lines)
    {
        var candidates = lines.Select(Read).OrderBy(c => c.Group).ThenBy(c => c.Score, StringComparer.Ordinal).ToList();
        var outcomes = new Dictionary<string, string>();
        var kept = candidates.Where(c =>
            candidates.Where(other => other.Household == c.Household).Take(c.Allowance).Contains(c)).ToList();
        foreach (var dropped in candidates.Except(kept))
        {
            outcomes[dropped.Ticket] = "household,";
        }

        SelectAndReserve(kept, outcomes);
        var text = candidates.OrderBy(c => c.Ticket, StringComparer.Ordinal)
            .Select(c => $"{c.Ticket},{outcomes.GetValueOrDefault(c.Ticket, "notSelected,")}\n");
        return string.Concat(text);
    }

    private void SelectAndReserve(List<Candidate> kept, Dictionary<string, string> outcomes)
    {
        var left = 0L;
        foreach (var (regency, count) in places)
        {
            var selected = kept.Where(c => c.Regency == regency).Take((int)count).ToList();
            selected.ForEach(c => outcomes[c.Ticket] = "selected,regional");
            left += count - selected.Count;
        }

        kept.Where(c => !outcomes.ContainsKey(c.Ticket)).Take((int)left).ToList()
            .ForEach(c => outcomes[c.Ticket] = "selected,national");
        foreach (var regency in kept.Where(c => !outcomes.ContainsKey(c.Ticket)).GroupBy(c => c.Regency).ToList())
        {
            var rank = 0;
            regency.Take((int)reserves).ToList().ForEach(c => outcomes[c.Ticket] = $"reserve,{++rank}");
        }
    }

    private Candidate Read(string line)
    {
        var fields = line.Split(',');
        var score = Score is null
            ? Convert.ToHexString(HMACSHA256.HashData(seed, Convert.FromHexString(fields[0])))
            : Score(fields[0]);
        return new Candidate(fields[0], fields[1], int.Parse(fields[2]), fields[3], int.Parse(fields[4]), score);
    }
}
