using FsCheck.Xunit;
using Prakerja.Domain.Ledger;

namespace Prakerja.Domain.Tests.Ledger;

public sealed class BalancesTests
{
    private static readonly string[] Accounts = ["treasury", "budget:2026", "incentive:p1", "in-flight:bni", "paid:bni"];

    [Fact]
    public void Of_PostedPendingAndVoided_CountsEachAsItIs()
    {
        var balances = Balances.Of(
        [
            Move("treasury", "budget:2026", 100, TransferState.Posted),
            Move("budget:2026", "incentive:p1", 30, TransferState.Pending),
            Move("budget:2026", "incentive:p1", 50, TransferState.Voided),
        ]);

        Assert.Equal(new Balance(100, 0, 30), balances["budget:2026"]);
        Assert.Equal(70, balances["budget:2026"].Available);
        Assert.Equal(new Balance(0, 30, 0), balances["incentive:p1"]);
        Assert.Equal(new Balance(-100, 0, 0), balances["treasury"]);
        Assert.Equal(default, balances["paid:bni"]);
        Assert.Empty(balances.BelowFloor);
    }

    [Fact]
    public void BelowFloor_ReservationsCount()
    {
        var balances = Balances.Of([Move("treasury", "budget:2026", 100, TransferState.Posted), Move("budget:2026", "incentive:p1", 101, TransferState.Pending)]);

        Assert.Equal(["budget:2026"], balances.BelowFloor);
    }

    [Fact]
    public void Of_SumBeyondSixtyFourBits_Throws() => Assert.Throws<OverflowException>(() =>
        Balances.Of([Move("a", "b", long.MaxValue, TransferState.Posted), Move("a", "b", 1, TransferState.Posted)]));

    [Property]
    public bool Sum_OfAnyTransfers_IsZero(List<(byte From, byte To, uint Amount, byte State)> moves) => Balances.Of(Transfers(moves)).Sum == 0;

    [Property]
    public bool Of_AnyOrder_IsTheSame(List<(byte From, byte To, uint Amount, byte State)> moves)
    {
        var transfers = Transfers(moves).ToList();
        return Balances.Of(transfers).All.SequenceEqual(Balances.Of(transfers.AsEnumerable().Reverse()).All);
    }

    [Property]
    public bool Settle_OfWhatWasPending_IsAsIfItHadNeverWaited(List<(byte From, byte To, uint Amount, byte State)> moves, bool posts)
    {
        var balances = new Balances();
        var settled = new List<Transfer>();
        foreach (var transfer in Transfers(moves))
        {
            balances.Add(transfer);
            settled.Add(transfer.State == TransferState.Pending ? transfer.Next(posts ? TransferEvent.Post : TransferEvent.Void).Value : transfer);
            if (transfer.State == TransferState.Pending)
            {
                balances.Settle(settled[^1]);
            }
        }

        return balances.All.SequenceEqual(Balances.Of(settled).All);
    }

    private static IEnumerable<Transfer> Transfers(List<(byte From, byte To, uint Amount, byte State)> moves) => moves
        .Select(m => Transfer.Create("k", Accounts[m.From % 5], Accounts[m.To % 5], m.Amount, "x", default, "r", (TransferState)(m.State % 3)))
        .Where(t => t.IsOk)
        .Select(t => t.Value);

    private static Transfer Move(string from, string to, long amount, TransferState state) =>
        Transfer.Create($"{from}-{to}-{amount}", from, to, amount, "test", default, "r", state).Value;
}
