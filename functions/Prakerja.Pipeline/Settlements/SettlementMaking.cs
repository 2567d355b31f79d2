using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// Makes the statement of a platform's week: every completed purchase that no statement has, once. Stored first, then entered under the platform's head, then
/// its purchases are taken off the list; whoever finds it half done goes on.
/// </summary>
public sealed class SettlementMaking(SettlementStore store, SettlementLines lines, SettlementStatements statements, TimeProvider clock)
{
    /// <summary>True once nothing is left to be made.</summary>
    public async Task<bool> RunAsync(SettlementRun run, CancellationToken cancellation)
    {
        var week = new SettlementWeek(run.Monday);
        if (!Wib.HasPassed(week.Sunday, clock.GetUtcNow()))
        {
            throw new InvalidOperationException($"The week of {run.Monday:yyyy-MM-dd} is not over.");
        }

        while (true)
        {
            // Before the list is read: what another statement has must be off it.
            var (through, head) = await store.HeadAsync(run.Platform);
            await FinishAsync(run.Platform, cancellation);
            if (through >= run.Monday || await AddAsync(run.Platform, week, head, cancellation))
            {
                return true;
            }
        }
    }

    private async Task<bool> AddAsync(string platform, SettlementWeek week, string? head, CancellationToken cancellation)
    {
        var earned = await lines.ReadAsync(platform, week.Sunday, cancellation);
        if (earned.Count == 0)
        {
            return await store.AddAsync(platform, week.Monday, head, null);
        }

        var statement = SettlementStatement.Of(platform, week, clock.GetUtcNow(), earned);
        var (json, csv) = await statements.StoreAsync(statement);
        var added = await store.AddAsync(platform, week.Monday, head, new Settlement(
            platform, week.Monday, statement.Purchases, statement.Price, statement.Commission, statement.Flagged, json, csv, statement.MadeAt));
        if (added)
        {
            await FinishAsync(platform, cancellation);
        }

        return added;
    }

    private async Task FinishAsync(string platform, CancellationToken cancellation)
    {
        foreach (var settlement in (await store.AllAsync(SettlementStore.Of(platform), cancellation)).Where(s => !s.LinesRemoved))
        {
            var statement = await statements.ReadAsync(settlement);
            await lines.RemoveAsync(platform, statement.Lines, statement.To, cancellation);
            await store.ChangeAsync(settlement.Id, s => ValueTask.FromResult(s.LinesRemoved ? s : s with { LinesRemoved = true }));
        }
    }
}
