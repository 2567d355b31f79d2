using Prakerja.Domain.Incentives;
using Prakerja.Local.PayoutSimulation;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Simulation;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Simulation.Tests;

/// <summary>The checks of the payout simulation find what is planted: a world that is right has no violation, and each fault gives its own.</summary>
public sealed class PayoutChecksTests
{
    [Fact]
    public void Checks_NothingPlanted_FindNothing() => Assert.Empty(Find((_, _) => Task.CompletedTask));

    /// <summary>As a programme would that sent another attempt before the first was dead.</summary>
    [Fact]
    public void Checks_SecondAttemptSent_FindTheDoublePayment() => Assert.Contains(
        Find(async (world, person) =>
        {
            var (sent, again) = (world.Sent.All[0].Instruction, PaymentReferences.Of(person.Id, "completion-1", 2));
            await world.Host.Get<PaymentReferences>().AddAsync(new PaymentReference(again, person.Id, "completion-1", 2, sent.Amount, sent.Provider, world.Now));
            await world.Host.Get<SandboxPaymentPartner>().ReceiveAsync(sent with { Reference = again }, PaymentBehaviour.Pay);
        }),
        v => v.StartsWith("double payment", StringComparison.Ordinal));

    /// <summary>As where a debt was set off that turned out to be none, and the rest followed; one Rupiah more is a double payment.</summary>
    [Theory]
    [InlineData(550_000, 50_000, 0)]
    [InlineData(550_000, 50_001, 1)]
    [InlineData(600_000, 600_000, 1)]
    public void Checks_PaidInParts_CountWhatWasPaid(long one, long other, int found)
    {
        var known = new Dictionary<string, PaymentReference>(StringComparer.Ordinal) { ["a"] = Reference("a", 1, one), ["b"] = Reference("b", 2, other) };
        var made = new[] { Made("a", one), Made("b", other) };
        Assert.Equal(found, MoneyChecks.Twice(made, known, ["a", "b"], new HashSet<string>()).Count(v => v.StartsWith("double payment", StringComparison.Ordinal)));

        static PaymentReference Reference(string reference, int attempt, long amount) => new(reference, "p", "completion-3", attempt, amount, "bni", DateTimeOffset.UnixEpoch);
        static MadePayment Made(string reference, long amount) => new(reference, "incentive", "p", "1", amount, DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Checks_LedgerRowChanged_FindTheDifference()
    {
        var found = Find((world, person) => ChangeTransferAsync(world, person, "completion-1-1-paid", row => row with { Amount = row.Amount - 1 }));
        Assert.Contains(found, v => v.StartsWith("ledger:", StringComparison.Ordinal));
        Assert.Contains(found, v => v.StartsWith("balance:", StringComparison.Ordinal));
    }

    [Fact]
    public void Checks_LedgerRowGone_FindTheDifference() => Assert.Contains(
        Find((world, person) => world.State.Tables.CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(person.Id), [new TableWrite.Delete(ParticipantKeys.Transfer(person.Id, "completion-1-1-paid"))])),
        v => v.StartsWith("ledger:", StringComparison.Ordinal));

    [Fact]
    public void Checks_FirstPaymentBackdated_FindTheEarlyOne() => Assert.Contains(
        Find(async (world, person) =>
        {
            await ChangeAsync(world, person, row => row with { Payouts = [row.Payouts[0] with { PaidAt = row.Payouts[0].PaidAt!.Value.AddMonths(-1) }] });
            await GoOnAsync(world);
        }),
        v => v.StartsWith("early:", StringComparison.Ordinal));

    [Fact]
    public void Checks_PaidAfterEligibilityWasLost_FindIt() => Assert.Contains(
        Find((_, person) =>
        {
            person.IneligibleSince = DateTimeOffset.MinValue;
            return Task.CompletedTask;
        }),
        v => v.StartsWith("ineligible:", StringComparison.Ordinal));

    [Fact]
    public void Checks_WakeUpWithoutLeg_FindIt() => Assert.Contains(
        Find((world, person) => ChangeAsync(world, person, row => row with { Wake = row.Wake + 1 }, wake: false)), v => v.StartsWith("no wait:", StringComparison.Ordinal));

    [Fact]
    public void Checks_InstructedTwice_FindIt() => Assert.Contains(
        Find((world, _) =>
        {
            world.Sent.All.Add(world.Sent.All[0]);
            return Task.CompletedTask;
        }),
        v => v.StartsWith("sent:", StringComparison.Ordinal));

    /// <summary>Plants something once completion-1 was paid, and checks.</summary>
    private static IReadOnlyList<string> Find(Func<PayoutWorld, Person, Task> plant) => SingleThread.Run(async () =>
    {
        var (world, person) = await OnePerson.PlaceAsync(1);
        using (world)
        {
            Assert.True(await new SteppedPayout(person, "completion-1", PaymentBehaviour.Pay).PayAsync(world));
            await plant(world, person);
            return (await PayoutChecks.RunAsync(world, [person], untilTheEnd: false)).Violations;
        }
    });

    private static async Task ChangeAsync(PayoutWorld world, Person person, Func<Participant, Participant> change, bool wake = true)
    {
        await world.Host.Get<ParticipantStore>().ChangeAsync(person.Id, Change);

        ValueTask<bool> Change(ParticipantChange planted)
        {
            planted.Participant = change(planted.Participant);
            if (wake)
            {
                planted.WakeLifecycle();
            }

            return ValueTask.FromResult(true);
        }
    }

    private static async Task ChangeTransferAsync(PayoutWorld world, Person person, string key, Func<TransferRow, TransferRow> change)
    {
        var (shard, row) = (ParticipantKeys.Shard(person.Id), ParticipantKeys.Transfer(person.Id, key));
        var known = (await world.State.Tables.GetAsync(ParticipantKeys.Table, shard, row))!;
        var changed = PipelineJson.Write(change(PipelineJson.Read<TransferRow>(known.Body)));
        await world.State.Tables.CommitAsync(ParticipantKeys.Table, shard, [new TableWrite.Upsert(row, changed)]);
    }

    private static async Task GoOnAsync(PayoutWorld world)
    {
        await world.AdvanceToAsync(world.Now.AddDays(3));
        await world.RunTimersAsync();
    }
}
