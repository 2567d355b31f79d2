using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class ReservesTests
{
    private static readonly AwardMoney Whole = new(4_200_000, IsWhole: true);

    [Fact]
    public async Task Winner_IneligibleAtAward_MakesRoomForTheFirstReserve()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 4);
        await harness.AdvanceToAsync(BatchPlay.Announces.AddMinutes(-1));
        for (var number = 1; number <= 4; number++)
        {
            harness.World.Exclusions[People.NikOf(number)] = new(true, Student: true);
        }

        var reserve = await RankedAsync(harness, batch, people, 1);
        harness.World.Exclusions.Remove(People.NikOf(people.ToList().IndexOf(reserve) + 1));
        await harness.AdvanceToAsync(BatchPlay.Announces);

        var called = await harness.FindAsync(reserve);
        Assert.Equal((ParticipantState.Selected, batch), (called.State, called.Award!.Batch));
        Assert.Contains(harness.World.Messages, m => m.Body.Contains("cadangan", StringComparison.Ordinal) || m.Subject.Contains("cadangan", StringComparison.Ordinal));
        var winner = await OutcomeHolderAsync(harness, batch, people, "selected,regional");
        var me = (await harness.AsAsync(winner, "GET", "/api/me")).Json;
        Assert.Equal(("verified", "ineligible"), ((string?)me["state"], (string?)me["batches"]![0]!["state"]));
    }

    [Fact]
    public async Task Place_ThatNoReserveCanTake_GoesToTheRecoveryPot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 }, reserves: 1);
        var people = await harness.JoinManyAsync(batch, 1, 3);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var winners = await WinnersAsync(harness, people);
        var places = harness.Get<BatchPlaces>();
        foreach (var winner in winners)
        {
            await places.ReturnAsync(winner.Award!, "32.73", Whole);
            await places.ReturnAsync(winner.Award!, "32.73", Whole);
            await harness.SettleAsync();
        }

        Assert.Equal(3, (await WinnersAsync(harness, people)).Count);
        var list = (await harness.AsOperatorAsync("ani", "GET", "/api/admin/batches")).Json;
        Assert.Equal(1, (int)list["recoveryPlaces"]!["32.73"]!);

        var later = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, opens: harness.Now, recovery: true);
        var after = (await harness.AsOperatorAsync("ani", "GET", "/api/admin/batches")).Json;
        Assert.Equal((2, 0), (later, (int)after["recoveryPlaces"]!["32.73"]!));
    }

    [Fact]
    public async Task Place_ReturnedAfterTheReservesLapsed_GoesToTheRecoveryPot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 3);
        await harness.AdvanceToAsync(BatchPlay.Announces.AddDays(14));
        var winner = Assert.Single(await WinnersAsync(harness, people));
        await harness.Get<BatchPlaces>().ReturnAsync(winner.Award!, "32.73", Whole);
        await harness.SettleAsync();
        Assert.Single(await WinnersAsync(harness, people));
        Assert.Equal(1, (await harness.Get<RecoveryPot>().ReadAsync(2026)).Places["32.73"]);
    }

    [Fact]
    public async Task Call_WhoseWorkflowEndedForGood_IsTakenUpByTheSweep()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (reserve, call) = await CalledAsync(harness, TimeSpan.Zero);
        Assert.True(await harness.Engine.TerminateAsync(call, "failed for good"));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Null((await harness.FindAsync(reserve)).Award);

        await harness.RunTimerAsync("batches");
        Assert.NotNull((await harness.FindAsync(reserve)).Award);
        Assert.Empty((await harness.Get<ITableStore>().ScanAsync(RecoveryPot.Table, ReserveCalls.Partition, RowRange.All, 10)).Rows);
    }

    [Fact]
    public async Task Call_ThatOutlivesTheReserves_LeavesThePlaceToTheRecoveryPot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (reserve, _) = await CalledAsync(harness, TimeSpan.FromDays(13));
        await harness.AdvanceAsync(TimeSpan.FromDays(2));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Null((await harness.FindAsync(reserve)).Award);
        Assert.Equal(1, (await harness.Get<RecoveryPot>().ReadAsync(2026)).Places["32.73"]);
        var me = (await harness.AsAsync(reserve, "GET", "/api/me")).Json;
        Assert.Equal(("verified", "reserve"), ((string?)me["state"], (string?)me["batches"]![0]!["state"]));
    }

    [Fact]
    public async Task Places_WithoutCandidates_GoToTheRecoveryPot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["11.01"] = 3, ["32.73"] = 2 });
        await harness.JoinManyAsync(batch, 1, 1);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var pot = await harness.Get<RecoveryPot>().ReadAsync(2026);
        Assert.Equal((4, 4 * 4_200_000L), (pot.Places.Values.Sum(), pot.Released));
    }

    [Fact]
    public async Task Loser_OfOneBatch_JoinsTheNextWithoutRegisteringAgain()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 0);
        var people = await harness.JoinManyAsync(first, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var loser = await OutcomeHolderAsync(harness, first, people, "notSelected,");
        var winner = people.Single(p => p != loser);
        var second = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, opens: harness.Now);
        Assert.Equal("already-recipient", (await harness.JoinAsync(winner, second)).Problem);
        Assert.Equal(202, (await harness.JoinAsync(loser, second)).Status);
        var me = (await harness.AsAsync(loser, "GET", "/api/me")).Json;
        Assert.Equal("candidate", (string?)me["state"]);
        Assert.Equal(["notSelected", "waiting"], me["batches"]!.AsArray().Select(b => (string?)b!["state"]));
        await harness.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal(second, (await harness.FindAsync(loser)).Award!.Batch);
    }

    [Fact]
    public async Task Reserve_CalledUpOutOfALaterBatch_IsSelectedOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 1);
        var people = await harness.JoinManyAsync(first, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var reserve = await OutcomeHolderAsync(harness, first, people, "reserve,1");
        var second = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, opens: harness.Now);
        Assert.Equal(202, (await harness.JoinAsync(reserve, second)).Status);
        var winner = Assert.Single(await WinnersAsync(harness, people));
        await harness.Get<BatchPlaces>().ReturnAsync(winner.Award!, "32.73", Whole);
        await harness.AdvanceAsync(TimeSpan.FromDays(4));
        var called = await harness.FindAsync(reserve);
        Assert.Equal((ParticipantState.Selected, first), (called.State, called.Award!.Batch));
        Assert.Empty(await harness.ResultAsync(second));
        var me = (await harness.AsAsync(reserve, "GET", "/api/me")).Json;
        Assert.Equal(["selected", "ineligible"], me["batches"]!.AsArray().Select(b => (string?)b!["state"]));
    }

    [Fact]
    public async Task Loser_WhoseFamilyCardChanged_MayCorrectItAtOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 0);
        var people = await harness.JoinManyAsync(batch, 1, 2);
        var request = new { nik = People.NikOf(1), familyCardNumber = "3273010101010101" };
        Assert.Equal("facts-locked", (await harness.AsAsync(people[0], "PUT", "/api/me/identity", request)).Problem);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var loser = await OutcomeHolderAsync(harness, batch, people, "notSelected,");
        var correction = request with { nik = People.NikOf(people.ToList().IndexOf(loser) + 1) };
        Assert.Equal(202, (await harness.AsAsync(loser, "PUT", "/api/me/identity", correction)).Status);
        Assert.NotEqual(ParticipantState.Candidate, (await harness.FindAsync(loser)).State);
        var shown = (await harness.AsAsync(loser, "GET", "/api/me")).Json["batches"]!.AsArray();
        Assert.Equal("notSelected", (string?)shown.Single()!["state"]);
    }

    [Fact]
    public async Task Winner_WhoMissesTheFirstPurchase_MakesRoomOrFillsThePot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 1);
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var winner = Assert.Single(await WinnersAsync(harness, people));
        await harness.AdvanceToAsync(Domain.Wib.StartOf(winner.Award!.FirstPurchaseBy.AddDays(1)));
        await harness.RunTimerAsync("due-dates");
        Assert.Equal(ParticipantState.Revoked, (await harness.FindAsync(winner.Id)).State);
        Assert.Null(await harness.Get<Claims>().HolderAsync($"{ClaimKinds.FamilyCard}-{winner.Award.Slot}", winner.Facts.FamilyCardIndex!));
        Assert.Equal(1, (await harness.Get<RecoveryPot>().ReadAsync(2026)).Places["32.73"]);
    }

    [Fact]
    public async Task Household_WithOneSlotLeft_GetsExactlyOneOfTwoWinners()
    {
        const string Card = "3273019999999999";
        for (var seed = 0; seed < 5; seed++)
        {
            await using var harness = await PipelineHarness.StartAsync($"race {seed}");
            var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
            var people = await harness.JoinManyAsync(batch, 1, 2, card: _ => Card);
            await harness.AdvanceToAsync(BatchPlay.Announces.AddMinutes(-1));
            var card = (await harness.FindAsync(people[0])).Facts.FamilyCardIndex!;
            await harness.Get<Claims>().ClaimSlotAsync(ClaimKinds.FamilyCard, card, ClaimKinds.FamilyCardSlots, "somebody else");
            await harness.AdvanceToAsync(BatchPlay.Announces);
            Assert.Single(await WinnersAsync(harness, people));
            var states = new List<string?>();
            foreach (var id in people)
            {
                states.Add((string?)(await harness.AsAsync(id, "GET", "/api/me")).Json["batches"]![0]!["state"]);
            }

            Assert.Equal(["household", "selected"], states.Order());
        }
    }

    [Fact]
    public async Task Household_WithBothSlotsTaken_DoesNotEnterTheDraw()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 1);
        var card = (await harness.FindAsync(people[0])).Facts.FamilyCardIndex!;
        await harness.Get<Claims>().ClaimSlotAsync(ClaimKinds.FamilyCard, card, ClaimKinds.FamilyCardSlots, "one");
        await harness.Get<Claims>().ClaimSlotAsync(ClaimKinds.FamilyCard, card, ClaimKinds.FamilyCardSlots, "two");
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.Empty(await harness.ResultAsync(batch));
        var shown = (await harness.AsAsync(people[0], "GET", "/api/me")).Json["batches"]![0]!;
        Assert.Equal(("household", "household-cap"), ((string?)shown["state"], (string?)shown["reasons"]![0]!["code"]));
    }

    /// <summary>A reserve called up so long after the announcement, while a registry is away, and the id of the workflow that tries.</summary>
    private static async Task<(string Reserve, string Call)> CalledAsync(PipelineHarness harness, TimeSpan later)
    {
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 1);
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces + later);
        var winner = Assert.Single(await WinnersAsync(harness, people));
        var reserve = people.Single(p => p != winner.Id);
        harness.World.ExclusionsAvailable = false;
        await harness.Get<BatchPlaces>().ReturnAsync(winner.Award!, "32.73", Whole);
        await harness.SettleAsync();
        Assert.Null((await harness.FindAsync(reserve)).Award);
        return (reserve, $"batch-{batch}:call:{await harness.TicketOfAsync(reserve)}");
    }

    private static async Task<List<Participant>> WinnersAsync(PipelineHarness harness, IEnumerable<string> people)
    {
        var winners = new List<Participant>();
        foreach (var id in people)
        {
            if (await harness.FindAsync(id) is { Award: not null } winner)
            {
                winners.Add(winner);
            }
        }

        return winners;
    }

    private static async Task<string> OutcomeHolderAsync(PipelineHarness harness, int batch, IEnumerable<string> people, string outcome)
    {
        var holders = await harness.HoldersAsync(people);
        return holders[(await harness.ResultAsync(batch)).Single(r => r.Value == outcome).Key];
    }

    /// <summary>Before the announcement only the operator's own lists tell.</summary>
    private static async Task<string> RankedAsync(PipelineHarness harness, int batch, IEnumerable<string> people, int rank)
    {
        var lines = await harness.Get<BatchFiles>().ReadAsync(batch, BatchFiles.Reserves("32.73"), (rank - 1) * BatchFiles.TicketLine, BatchFiles.TicketLine - 1);
        return (await harness.HoldersAsync(people))[System.Text.Encoding.ASCII.GetString(lines!)];
    }
}
