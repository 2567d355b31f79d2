using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Ledger;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Simulation;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Simulation.Tests;

/// <summary>The checks find what is wrong.</summary>
public sealed class InvariantsTests
{
    private const string Reference = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 1, 16, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly Dictionary<string, long> Nothing = [];
    private static readonly Dictionary<int, DateTimeOffset> NoDraws = [];

    [Theory]
    [InlineData(VerificationState.RegistryUnavailable, 1, true)]
    [InlineData(VerificationState.RegistryUnavailable, -1, false)]
    [InlineData(VerificationState.Review, 1, true)]
    [InlineData(VerificationState.Review, -1, false)]
    [InlineData(VerificationState.Checking, 1, false)]
    public void Standing_OfACheck_HasANameOnlyUntilItsDeadline(VerificationState state, int hoursLeft, bool named)
    {
        var person = Person(ParticipantState.Verifying) with { Verification = new Verification { State = state } };
        var standing = new Standing(Now, Now.AddHours(hoursLeft), new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [person.Id] = Now.AddHours(hoursLeft) }, NoDraws);

        Assert.Equal(named, standing.Of(person) is not null);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void Standing_OfTrainingWithNothingBought_HasANameUntilTheBalanceExpires(int day, bool named)
    {
        var person = Person(ParticipantState.Training) with { Award = new Award(1, "t", "normal", "1", new(2026, 1, 9), new(2026, 1, 23), 2026, 1) };
        var standing = new Standing(new DateTimeOffset(2026, 12, day, 12, 0, 0, TimeSpan.FromHours(7)), Now, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), NoDraws);

        Assert.Equal(named, standing.Of(person with { Account = Verified }) is not null);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void Standing_OfACandidate_HasANameUntilTheResultIsDue(int hoursLeft, bool named)
    {
        var person = Person(ParticipantState.Candidate) with { Test = new TestAttempt { SubmittedAt = Now }, Batch = new BatchEntry(2, "t", "32.73", 4, "h", Now) };
        var standing = new Standing(Now, Now, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), new Dictionary<int, DateTimeOffset> { [2] = Now.AddHours(hoursLeft) });

        Assert.Equal(named, standing.Of(person) is not null);
    }

    [Fact]
    public void Payments_PaidButNotInTheLedger_AreAViolationUnlessTheOutcomeIsAwaited()
    {
        var person = Person(ParticipantState.Training) with { Payouts = [new Payout("completion-1", 600_000, 1, PaymentState.Unknown, Now)] };
        var reference = PaymentReferences.Of(person.Id, "completion-1", 1);

        Assert.Empty(Seen(Nothing, reference).Check([person]));
        Assert.NotEmpty(Seen(Nothing, reference).Check([person with { Payouts = [] }]));
    }

    [Fact]
    public void Payments_OfAnotherAmountOrToNobody_AreViolations()
    {
        Assert.Empty(Seen(new Dictionary<string, long> { [Reference] = 600_000 }, Reference, paidOut: 600_000).Check([]));
        Assert.NotEmpty(Seen(new Dictionary<string, long> { [Reference] = 500_000 }, Reference, paidOut: 600_000).Check([]));
        Assert.NotEmpty(Seen(new Dictionary<string, long> { ["0"] = 600_000 }, Reference, paidOut: 600_000).Check([]));
    }

    private static PaymentAccount Verified { get; } = new("bni", "1", "i", "r", AccountState.Verified, null, Now) { FirstLinkedAt = Now };

    private static Participant Person(ParticipantState state) => new() { Id = "p", State = state, RegisteredAt = Now };

    private static Payments Seen(IReadOnlyDictionary<string, long> posted, string made, long paidOut = 0) => new(
        new LedgerSummary(new Dictionary<string, Balance> { ["paid:bni"] = new(paidOut, 0, 0) }, [], 0, 1), posted,
        new Dictionary<string, PaymentReference> { [made] = new(made, "p", "completion-1", 1, 600_000, "bni", Now) }, [new MadePayment(made, "incentive", "p", "1", 600_000, Now)]);
}
