using System.Globalization;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Statements;

/// <summary>How a provider's statements come.</summary>
/// <param name="Partial">In two pages, the second a day later.</param>
/// <param name="Twice">Each page twice.</param>
public sealed record StatementHabit(bool Partial = false, bool Twice = false);

/// <summary>Makes a provider's statement of a past day from its books; the day's closing balance is kept for the next.</summary>
internal sealed class StatementShelf(ITableStore tables, AccountMoves moves, PaymentBook book)
{
    private const int PageSize = 5000;

    /// <summary>What was on our account before anything was paid, in whole Rupiah: assumed.</summary>
    private const long Beginning = 50_000_000_000_000;

    public async ValueTask<StatementHabit> HabitAsync(string provider) =>
        await tables.GetAsync(OutsideJobs.Table, OutsideJobs.Partition, $"habit-{provider}") is { } row ? PipelineJson.Read<StatementHabit>(row.Body) : new StatementHabit();

    public Task SetHabitAsync(string provider, StatementHabit habit) =>
        tables.CommitAsync(OutsideJobs.Table, OutsideJobs.Partition, [new TableWrite.Upsert($"habit-{provider}", PipelineJson.Write(habit))]);

    /// <summary>Its pages in order: at least one, at least two where the provider sends them apart and there is more than one move.</summary>
    public async Task<IReadOnlyList<SandboxStatement>> PagesAsync(string provider, DateOnly day, bool partial)
    {
        var all = await MovesAsync(provider, day);
        var size = partial && all.Count > 1 ? Math.Min(PageSize, (all.Count + 1) / 2) : PageSize;
        var chunks = all.Count == 0 ? [[]] : all.Chunk(size).ToArray();
        var pages = new List<SandboxStatement>();
        var balance = await BalanceAsync(provider, day.AddDays(-1));
        foreach (var (index, chunk) in chunks.Index())
        {
            pages.Add(new SandboxStatement(provider, day, index + 1, index == chunks.Length - 1, balance, chunk));
            balance = pages[^1].Closing;
        }

        return pages;
    }

    public Task CloseAsync(string provider, DateOnly day, long balance) =>
        tables.CommitAsync(OutsideJobs.Table, OutsideJobs.Partition, [new TableWrite.Upsert(RowOf(provider, day), PipelineJson.Write(balance))]);

    private async Task<List<StatementMove>> MovesAsync(string provider, DateOnly day)
    {
        var all = new List<StatementMove>();
        foreach (var move in await moves.OfAsync(provider, day))
        {
            if ((await book.FindAsync(move.Reference)).Record is { } record)
            {
                all.Add(new StatementMove(record, move.IsBack));
            }
        }

        return all;
    }

    private async ValueTask<long> BalanceAsync(string provider, DateOnly day) =>
        await tables.GetAsync(OutsideJobs.Table, OutsideJobs.Partition, RowOf(provider, day)) is { } row ? PipelineJson.Read<long>(row.Body) : Beginning;

    private static string RowOf(string provider, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"balance-{provider}-{day:yyyyMMdd}");
}
