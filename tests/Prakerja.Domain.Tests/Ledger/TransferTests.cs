using Prakerja.Domain.Ledger;

namespace Prakerja.Domain.Tests.Ledger;

public sealed class TransferTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, Wib.Offset);

    [Theory]
    [InlineData("k", "a", "b", 1, true)]
    [InlineData("k", "a", "b", long.MaxValue, true)]
    [InlineData("k", "a", "b", 0, false)]
    [InlineData("k", "a", "b", -1, false)]
    [InlineData("k", "a", "b", long.MinValue, false)]
    [InlineData("k", "a", "a", 1, false)]
    [InlineData("", "a", "b", 1, false)]
    [InlineData("k", "", "b", 1, false)]
    [InlineData("k", "a", "", 1, false)]
    public void Create_OnlyARealMovement_IsAccepted(string key, string debit, string credit, long amount, bool fine) =>
        Assert.Equal(fine, Transfer.Create(key, debit, credit, amount, "award", Now, "r").IsOk);

    [Fact]
    public void Create_KeepsEverythingItWasGiven()
    {
        var transfer = Transfer.Create("k", "a", "b", 5, "award", Now, "r", TransferState.Voided).Value;

        Assert.Equal(("k", "a", "b", 5L, "award", Now, "r", TransferState.Voided),
            (transfer.Key, transfer.Debit, transfer.Credit, transfer.Amount, transfer.Kind, transfer.At, transfer.Reference, transfer.State));
    }

    [Theory]
    [InlineData(TransferState.Pending, TransferEvent.Post, TransferState.Posted)]
    [InlineData(TransferState.Pending, TransferEvent.Void, TransferState.Voided)]
    [InlineData(TransferState.Posted, TransferEvent.Post, null)]
    [InlineData(TransferState.Posted, TransferEvent.Void, null)]
    [InlineData(TransferState.Voided, TransferEvent.Post, null)]
    [InlineData(TransferState.Voided, TransferEvent.Void, null)]
    public void Next_EveryPair_MovesOrIsRefused(TransferState state, TransferEvent happened, TransferState? expected)
    {
        var transfer = Transfer.Create("k", "a", "b", 5, "award", Now, "r", state).Value;

        var next = transfer.Next(happened);

        Assert.Equal(expected, next.IsOk ? next.Value.State : null);
        Assert.Equal(state, transfer.State);
    }

    [Fact]
    public void Accounts_HaveTheAgreedNames() => Assert.Equal(
        ["budget:2026", "budget:2026:3f", "training:p1", "incentive:p1", "payable:tokopedia", "in-flight:bni", "paid:bni", "recovery:p1", "commission:tokopedia",
            "repaid:bni", "write-off:2026", "treasury-returns:2026", "treasury", "suspense"],
        [
            LedgerAccounts.Budget(2026), LedgerAccounts.Budget(2026, "3f"), LedgerAccounts.Training("p1"), LedgerAccounts.Incentive("p1"),
            LedgerAccounts.Payable("tokopedia"), LedgerAccounts.InFlight("bni"), LedgerAccounts.Paid("bni"), LedgerAccounts.Recovery("p1"),
            LedgerAccounts.Commission("tokopedia"), LedgerAccounts.Repaid("bni"), LedgerAccounts.WriteOff(2026), LedgerAccounts.TreasuryReturns(2026),
            LedgerAccounts.Treasury, LedgerAccounts.Suspense,
        ]);

    [Fact]
    public void Accounts_WithoutAName_AreAProgrammersError() => Assert.Throws<ArgumentException>(() => LedgerAccounts.Training(""));

    [Theory]
    [InlineData("treasury", true)]
    [InlineData("suspense", true)]
    [InlineData("recovery:p1", true)]
    [InlineData("repaid:bni", true)]
    [InlineData("write-off:2026", true)]
    [InlineData("treasury-returns:2026", false)]
    [InlineData("budget:2026", false)]
    [InlineData("incentive:p1", false)]
    [InlineData("treasury:x", false)]
    public void MayBeNegative_OnlyTheOpenEndedOnes(string account, bool negative) => Assert.Equal(negative, LedgerAccounts.MayBeNegative(account));

    [Theory]
    [InlineData("training:p1", "training")]
    [InlineData("recovery:p1", "recovery")]
    [InlineData("paid:bni", "paid:bni")]
    [InlineData("budget:2026:3f", "budget:2026:3f")]
    public void Shared_OfAPersonsAccount_IsItsKind(string account, string shared) => Assert.Equal(shared, LedgerAccounts.Shared(account));

    [Theory]
    [InlineData("budget:2026:3f", null, "2026 3f")]
    [InlineData("budget:2026", 2026, null)]
    [InlineData("training:2026:3f", null, null)]
    [InlineData("treasury-returns:2026", null, null)]
    public void Budget_AndItsShards_AreTold(string account, int? year, string? shard) => Assert.Equal(
        (year, shard), (LedgerAccounts.YearOf(account), LedgerAccounts.ShardOf(account) is { } found ? $"{found.Year} {found.Shard}" : null));
}
