using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Batch = Prakerja.Pipeline.Batches.Batch;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Awards at once, in every order of their steps on a table that matters with at most two switches between them.</summary>
public sealed class AwardRaceTests
{
    [Theory]
    [InlineData(Claims.Table, 20)]
    [InlineData(Candidates.Table, 20)]
    public async Task FamilyCard_WithOneSlotLeft_IsWonByExactlyOneOfTwo(string watched, int orders)
    {
        var (explorer, harness, batch, _) = await StartAsync(watched);
        await using var ending = harness;
        var awards = harness.Get<Awards>();
        var tried = await explorer.ExploreAsync(async run =>
        {
            var card = $"3273{run:D12}";
            var first = await CandidateAsync(harness, batch, (2 * run) - 1, card);
            var second = await CandidateAsync(harness, batch, 2 * run, card);
            var household = (await harness.FindAsync(first.Id)).Facts.FamilyCardIndex!;
            await harness.Get<Claims>().ClaimSlotAsync(ClaimKinds.FamilyCard, household, ClaimKinds.FamilyCardSlots, "somebody else");
            var results = new AwardResult[2];
            return (
                async () => results[0] = await awards.AwardAsync(batch, first.Ticket, calledUp: false),
                async () => results[1] = await awards.AwardAsync(batch, second.Ticket, calledUp: false),
                async () =>
                {
                    Assert.Equal([AwardResult.Awarded, AwardResult.Lost], results.Order());
                    var winner = results[0] == AwardResult.Awarded ? first : second;
                    var loser = results[0] == AwardResult.Awarded ? second : first;
                    Assert.Equal(winner.Ticket, (await harness.FindAsync(winner.Id)).Award?.Ticket);
                    Assert.Null((await harness.FindAsync(loser.Id)).Award);
                    Assert.Equal(winner.Id, await SlotHolderAsync(harness, household, 2));
                });
        });
        Assert.True(tried >= orders, $"{tried} orders");
    }

    [Theory]
    [InlineData(Claims.Table, 20)]
    [InlineData(Candidates.Table, 20)]
    public async Task Person_CalledUpAndSelectedAtOnce_KeepsTheClaimsOfTheOneAward(string watched, int orders)
    {
        var (explorer, harness, before, batch) = await StartAsync(watched);
        await using var ending = harness;
        var awards = harness.Get<Awards>();
        var tried = await explorer.ExploreAsync(async run =>
        {
            var winner = await CandidateAsync(harness, batch, run, $"3273{run:D12}");
            var reserve = await EnterAsync(harness, before, winner.Id, $"{run:x32}");
            return (
                () => awards.AwardAsync(before, reserve, calledUp: true),
                () => awards.AwardAsync(batch, winner.Ticket, calledUp: false),
                async () =>
                {
                    var found = await harness.FindAsync(winner.Id);
                    Assert.NotNull(found.Award);
                    Assert.Equal(found.Id, await SlotHolderAsync(harness, found.Facts.FamilyCardIndex!, found.Award.Slot));
                    Assert.Null(await SlotHolderAsync(harness, found.Facts.FamilyCardIndex!, 3 - found.Award.Slot));
                    Assert.Equal(found.Id, await harness.Get<Claims>().HolderAsync(ClaimKinds.Recipient, found.Facts.NikIndex!));
                });
        });
        Assert.True(tried >= orders, $"{tried} orders");
    }

    [Theory]
    [InlineData(false, AwardResult.Awarded)]
    [InlineData(true, AwardResult.Lost)]
    public async Task Card_ChangedAfterItsSlotWasClaimed_IsGivenUpOnTheOldCard(bool excluded, AwardResult expected)
    {
        var (_, harness, batch, later) = await StartAsync();
        await using var ending = harness;
        var (id, _) = await CandidateAsync(harness, later, 1, "3273000000000001");
        var ticket = await EnterAsync(harness, batch, id, new string('7', 32));
        var before = await harness.FindAsync(id);
        var candidate = (await harness.Get<Candidates>().FindAsync(batch.Number, ticket))!.Value.Candidate;
        Assert.Equal(1, (await harness.Get<AwardHolds>().ClaimAsync(new AwardAttempt(batch, ticket, candidate, CalledUp: true), before)).Slot);

        var card = harness.Get<Prakerja.Pipeline.Security.BlindIndex>().FamilyCard("3273000000000002");
        await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { State = ParticipantState.Verified, Facts = change.Participant.Facts with { FamilyCardIndex = card } };
            return ValueTask.FromResult(true);
        });
        if (excluded)
        {
            harness.World.Exclusions[People.NikOf(1)] = new(true, Student: true);
        }

        Assert.Equal(expected, await harness.Get<Awards>().AwardAsync(batch, ticket, calledUp: true));
        Assert.Null(await SlotHolderAsync(harness, before.Facts.FamilyCardIndex!, 1));
        Assert.Equal(excluded ? null : id, await SlotHolderAsync(harness, card, 1));
        Assert.Equal(excluded ? null : id, await harness.Get<Claims>().HolderAsync(ClaimKinds.Recipient, before.Facts.NikIndex!));
    }

    private static async Task<(Interleavings Orders, PipelineHarness Harness, Batch First, Batch Second)> StartAsync(params string[] watched)
    {
        var orders = new Interleavings(watched) { MaxSwitches = 2 };
        var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var first = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var second = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        return (orders, harness, await harness.BatchAsync(first), await harness.BatchAsync(second));
    }

    /// <summary>Somebody whose ticket of that batch is in hand.</summary>
    private static async Task<(string Id, string Ticket)> CandidateAsync(PipelineHarness harness, Batch batch, int number, string card)
    {
        var id = await harness.AddVerifiedAsync(number, card: card);
        var answer = await harness.JoinAsync(id, batch.Number);
        Assert.True(answer.Status == 202, answer.Text);
        var ticket = await harness.TicketOfAsync(id);
        await harness.Get<Candidates>().JudgeAsync(batch.Number, ticket, Verdict.Of(CandidateOutcome.Entered));
        return (id, ticket);
    }

    /// <summary>A further ticket of the same person, as of a reserve.</summary>
    private static async Task<string> EnterAsync(PipelineHarness harness, Batch batch, string id, string ticket)
    {
        var household = (await harness.FindAsync(id)).Facts.FamilyCardIndex!;
        var candidate = new Candidate(id, "32.73", 4, household, harness.Now, Verdict.Of(CandidateOutcome.Entered));
        Assert.True(await harness.Get<Candidates>().AddAsync(batch.Number, ticket, candidate));
        return ticket;
    }

    private static ValueTask<string?> SlotHolderAsync(PipelineHarness harness, string card, int slot) =>
        harness.Get<Claims>().HolderAsync($"{ClaimKinds.FamilyCard}-{slot}", card);
}
