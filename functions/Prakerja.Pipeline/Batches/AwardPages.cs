using System.Text;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Batches;

/// <summary>Awards the selected of a drawn batch, a page of tickets at a time; whoever may not have the place makes room for a reserve.</summary>
public sealed class AwardPages(
    BatchStore batches, BatchFiles files, Candidates candidates, DrawResults results, Awards awards, BatchPlaces places, ProgrammeLedger ledger)
{
    private const int PageSize = 100;
    private const int AtOnce = 10;

    /// <summary>One page; may be repeated. Next is null beyond the end of the list.</summary>
    public async Task<PageOutcome> RunAsync(AwardRun run)
    {
        var batch = (await batches.FindAsync(run.Batch))!;
        const int Length = PageSize * BatchFiles.TicketLine;
        var lines = await files.ReadAsync(run.Batch, BatchFiles.Selected, (long)run.Page * Length, Length) ?? [];
        string[] tickets = [.. Encoding.ASCII.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        await ledger.FundAsync(batch.Year);
        var unavailable = false;
        foreach (var group in tickets.Chunk(AtOnce))
        {
            var settled = await Task.WhenAll(group.Select(ticket => SettleAsync(batch, ticket)));
            unavailable |= settled.Contains(false);
        }

        return new PageOutcome(unavailable, tickets.Length == PageSize ? "more" : null);
    }

    /// <summary>False: not decided yet.</summary>
    private async Task<bool> SettleAsync(Batch batch, string ticket)
    {
        var result = await awards.AwardAsync(batch, ticket, calledUp: false);
        if (result == AwardResult.Lost)
        {
            await places.VacateAsync(batch.Number, await RegencyAsync(batch.Number, ticket), ticket);
        }

        return result != AwardResult.Unavailable;
    }

    /// <summary>From the candidate's row, or from the published entries if that is gone: the place is not lost with it.</summary>
    private async Task<string> RegencyAsync(int batch, string ticket) => await candidates.FindAsync(batch, ticket) is { Candidate: var candidate }
        ? candidate.Regency
        : (await results.ProveAsync(batch, ticket))!.Entry.Regency.ToString();
}
