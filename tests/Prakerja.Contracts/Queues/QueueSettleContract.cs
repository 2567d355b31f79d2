using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Queues;

public abstract class QueueSettleContract : QueueContract
{
    private static readonly TimeSpan LockLost = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task Complete_WithTheLock_RemovesForGood()
    {
        await Send("one", "two");

        Assert.Equal([true, true], await Receiver.CompleteAsync(await Receive()));

        await PassAsync(LockLost);
        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task Complete_LockLost_IsFalseForThatOneAndLeavesItToItsNewHolder()
    {
        await Send("old");
        var lost = await ReceiveOne();
        await PassAsync(LockLost);
        var held = await ReceiveOne();
        await Send("new");
        var other = await ReceiveOne();

        Assert.Equal([false, true], await Receiver.CompleteAsync([lost, other]));
        Assert.Equal([true], await Receiver.CompleteAsync([held]));
    }

    [Fact]
    public async Task Complete_Twice_IsFalseTheSecondTime()
    {
        await Send("one");
        var message = await ReceiveOne();

        Assert.Equal([true], await Receiver.CompleteAsync([message]));
        Assert.Equal([false], await Receiver.CompleteAsync([message]));
    }

    [Fact]
    public async Task Complete_Nothing_IsNothing() => Assert.Empty(await Receiver.CompleteAsync([]));

    [Fact]
    public async Task Abandon_WithoutDelay_IsDeliveredAgainAtOnce()
    {
        await Send("one");

        await Receiver.AbandonAsync(await ReceiveOne(), TimeSpan.Zero);

        Assert.Equal(2, (await ReceiveOne()).DeliveryCount);
    }

    [Fact]
    public async Task Abandon_WithDelay_IsDeliveredAgainAfterItAndNoSooner()
    {
        await Send("one");

        await Receiver.AbandonAsync(await ReceiveOne(), TimeSpan.FromSeconds(30));

        await PassAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(await Receive());
        await PassAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(2, (await ReceiveOne()).DeliveryCount);
    }

    [Fact]
    public async Task Abandon_NegativeDelay_IsRefused()
    {
        await Send("one");
        var message = await ReceiveOne();

        await Refused(() => Receiver.AbandonAsync(message, TimeSpan.FromTicks(-1)));
    }
}
