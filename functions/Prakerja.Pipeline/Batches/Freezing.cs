using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Batches;

/// <summary>Freezes a shard of candidates, page by page: closes it, judges everybody once, and writes its part of the entries file.</summary>
public sealed class Freezing(BatchStore batches, Candidates candidates, CandidateChecks checks, HouseholdEscrow escrow, BatchFiles files)
{
    public const int PageSize = 200;
    private const int AtOnce = 20;
    private const int MaxWrites = 100;

    /// <summary>One page; may be repeated. What was judged is not judged again.</summary>
    public async Task<PageOutcome> RunAsync(ShardRun run)
    {
        if (await files.LengthAsync(run.Batch, BatchFiles.Part(run.Shard)) is not null)
        {
            return new PageOutcome(false);
        }

        if (run.After is null)
        {
            await candidates.CloseAsync(run.Batch, run.Shard);
        }

        var batch = (await batches.FindAsync(run.Batch))!;
        var (page, complete) = await JudgePageAsync(batch, run);
        if (!complete)
        {
            return new PageOutcome(true);
        }

        if (page.Count == PageSize)
        {
            return new PageOutcome(false, page[^1].Ticket);
        }

        await WritePartAsync(run);
        return new PageOutcome(false);
    }

    /// <summary>Incomplete if somebody could not be judged yet; the others' verdicts are kept. Read and judged again if a row changed meanwhile: somebody left in the last moment.</summary>
    private async Task<(IReadOnlyList<(string Ticket, Candidate Candidate, string ETag)> Page, bool Complete)> JudgePageAsync(Batch batch, ShardRun run)
    {
        while (true)
        {
            var page = await candidates.ReadAsync(run.Batch, run.Shard, run.After, PageSize);
            (string Ticket, Candidate Candidate, string ETag)[] open = [.. page.Where(c => c.Candidate.Verdict is null)];
            var judged = await JudgeAsync(batch, open);
            if (await StoreAsync(run, judged))
            {
                return (page, judged.Count == open.Length);
            }
        }
    }

    private async Task<List<(string Ticket, Candidate Candidate, string ETag)>> JudgeAsync(
        Batch batch, (string Ticket, Candidate Candidate, string ETag)[] rows)
    {
        var judged = new List<(string Ticket, Candidate Candidate, string ETag)>(rows.Length);
        foreach (var group in rows.Chunk(AtOnce))
        {
            var verdicts = await Task.WhenAll(group.Select(c => checks.FreezeAsync(batch, c.Ticket, c.Candidate)));
            judged.AddRange(group.Zip(verdicts).Where(p => p.Second is not null).Select(p => (p.First.Ticket, p.First.Candidate with { Verdict = p.Second }, p.First.ETag)));
        }

        return judged;
    }

    private async Task<bool> StoreAsync(ShardRun run, IReadOnlyList<(string Ticket, Candidate Candidate, string ETag)> judged)
    {
        var stored = true;
        foreach (var writes in judged.Chunk(MaxWrites))
        {
            stored &= await candidates.JudgeAsync(run.Batch, run.Shard, writes);
        }

        return stored;
    }

    /// <summary>A row without a verdict was written after the shard was closed, by a joining that then found the fence.</summary>
    private async Task WritePartAsync(ShardRun run)
    {
        var key = await escrow.KeyAsync(run.Batch);
        using var part = new MemoryStream();
        string? after = null;
        IReadOnlyList<(string Ticket, Candidate Candidate, string ETag)> page;
        do
        {
            page = await candidates.ReadAsync(run.Batch, run.Shard, after, 1000);
            foreach (var (ticket, candidate, _) in page.Where(c => c.Candidate.Verdict is { Outcome: CandidateOutcome.Entered }))
            {
                Append(part, ticket, candidate, key);
            }

            after = page.Count > 0 ? page[^1].Ticket : null;
        }
        while (page.Count == 1000);
        part.Position = 0;
        await files.PutAsync(run.Batch, BatchFiles.Part(run.Shard), part);
    }

    /// <summary>The line of a candidate who entered.</summary>
    public static DrawEntry EntryOf(string ticket, Candidate candidate, byte[] key) => new(
        UInt128.Parse(ticket, System.Globalization.NumberStyles.AllowHexSpecifier), RegencyCode.Parse(candidate.Regency), candidate.Group,
        HouseholdEscrow.Pseudonym(key, candidate.Household), candidate.Verdict!.Allowance);

    private static void Append(MemoryStream part, string ticket, Candidate candidate, byte[] key)
    {
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        var length = EntryLine.Format(EntryOf(ticket, candidate, key), line);
        line[length] = (byte)'\n';
        part.Write(line[..(length + 1)]);
    }
}
