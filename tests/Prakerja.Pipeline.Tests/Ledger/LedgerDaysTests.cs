using Prakerja.Domain;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Admin;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Ledger;

public sealed class LedgerDaysTests
{
    private static readonly DateOnly First = Wib.DateOf(PipelineHarness.Beginning);

    [Fact]
    public async Task Day_OfTransfersMadeOnOneDayAndPostedOnAnother_HasThemWhenTheyWerePosted()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var participant = await harness.AddMovedAsync("a", TransferState.Pending);
        await harness.AddMovedAsync("b", TransferState.Posted);
        await harness.Get<ProgrammeLedger>().PostAsync("nobody", LedgerAccounts.Suspense, LedgerAccounts.Paid("bni"), 5, "suspense", "r");
        Assert.Equal(["b", "nobody"], await KeysAsync(harness, First));

        await harness.AdvanceToAsync(Wib.StartOf(First.AddDays(1)).AddSeconds(-1));
        await SettleAsync(harness, participant, "a", TransferEvent.Post);
        await harness.AdvanceAsync(TimeSpan.FromSeconds(1));
        await harness.AddMovedAsync("c", TransferState.Posted);
        var voided = await harness.AddMovedAsync("d", TransferState.Pending);
        await SettleAsync(harness, voided, "d", TransferEvent.Void);

        Assert.Equal(["a", "b", "nobody"], await KeysAsync(harness, First));
        Assert.Equal(["c"], await KeysAsync(harness, First.AddDays(1)));
        Assert.Empty(await KeysAsync(harness, First.AddDays(2)));
    }

    [Fact]
    public async Task Day_Read_IsTheWholeLedgersTransfersOfThatDayInItsOrder()
    {
        await using var harness = await PipelineHarness.StartAsync();
        for (var day = 0; day < 3; day++)
        {
            for (var number = 0; number < 20; number++)
            {
                await harness.AddMovedAsync($"t{day}-{number}", number % 5 == 0 ? TransferState.Pending : TransferState.Posted);
            }

            await harness.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var all = await harness.Get<LedgerScan>().AllAsync().Where(t => t.State == TransferState.Posted).ToListAsync();
        for (var day = First; day < First.AddDays(3); day = day.AddDays(1))
        {
            Assert.Equal(all.Where(t => t.Day == day), await harness.Get<LedgerDays>().ReadAsync(day).ToListAsync());
        }

        Assert.Equal(32, await harness.Get<LedgerDays>().ReadAsync(First.AddDays(1), First.AddDays(9)).CountAsync());
    }

    [Fact]
    public async Task Day_OfALongLedger_ReadsNoOtherDay()
    {
        WatchedScans? scans = null;
        await using var harness = await PipelineHarness.StartAsync(decorate: tables => scans = new WatchedScans(tables));
        for (var number = 0; number < 30; number++)
        {
            await harness.AddMovedAsync($"t{number}", TransferState.Posted);
        }

        await harness.AdvanceAsync(TimeSpan.FromDays(1));
        await harness.AddMovedAsync("today", TransferState.Posted);
        scans!.Rows = 0;
        var answer = await harness.AsFinanceAsync("fitri", "GET", $"/api/admin/ledger/entries?from={First.AddDays(1):yyyy-MM-dd}");
        Assert.EndsWith(":today", Assert.Single(answer.Json["items"]!.AsArray())!["key"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, scans.Rows);
    }

    [Fact]
    public async Task Entries_OfDaysInPages_AreEachOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        for (var number = 0; number < 10; number++)
        {
            await harness.AddMovedAsync($"t{number}", TransferState.Posted);
        }

        await harness.Get<ProgrammeLedger>().PostAsync("nobody", LedgerAccounts.Suspense, LedgerAccounts.Paid("bni"), 5, "suspense", "r");
        var (keys, cursor) = (new List<string>(), "");
        do
        {
            var page = (await harness.AsFinanceAsync("fitri", "GET", $"/api/admin/ledger/entries?from=2026-01-01&to=2026-01-31&limit=3{cursor}")).Json;
            keys.AddRange(page["items"]!.AsArray().Select(i => i!["key"]!.GetValue<string>()));
            cursor = page["next"] is { } next ? $"&cursor={next.GetValue<string>()}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal((11, 11), (keys.Count, keys.Distinct().Count()));
    }

    [Fact]
    public async Task Entries_OfOneAccount_AreFoundOverPagesThatLookAtAFewRowsEach()
    {
        await using var harness = await PipelineHarness.StartAsync();
        for (var number = 0; number < 10; number++)
        {
            await harness.AddMovedAsync($"t{number}", TransferState.Posted);
        }

        await harness.Get<ProgrammeLedger>().PostAsync("nobody", LedgerAccounts.Suspense, LedgerAccounts.Paid("ovo"), 5, "suspense", "r");
        var (keys, cursor, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var looked = 0;
            var (items, next) = await harness.Get<LedgerScan>().PageAsync(LedgerPlaces.Transfers, t => ++looked > 0 && t.Credit == LedgerAccounts.Paid("ovo"), 50, cursor, most: 4);
            Assert.InRange(looked, 1, 4);
            keys.AddRange(items!.Select(t => t.Key));
            (cursor, pages) = (next, pages + 1);
        }
        while (cursor is not null);

        Assert.Equal(("nobody", 3), (Assert.Single(keys), pages));
    }

    private static async Task SettleAsync(PipelineHarness harness, string participant, string key, TransferEvent happened)
    {
        var (row, etag) = (await harness.Get<LedgerReader>().FindAsync(participant, key))!.Value;
        Assert.True(await harness.Get<ParticipantStore>().ChangeAsync(participant, change =>
        {
            change.Settle(row, etag, happened);
            return ValueTask.FromResult(true);
        }));
    }

    /// <summary>Without the participants before them.</summary>
    private static async Task<string[]> KeysAsync(PipelineHarness harness, DateOnly day) =>
        [.. (await harness.Get<LedgerDays>().ReadAsync(day).ToListAsync()).Select(t => t.Key.Split(':')[^1]).Order(StringComparer.Ordinal)];
}
