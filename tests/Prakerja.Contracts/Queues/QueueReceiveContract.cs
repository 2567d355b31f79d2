using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Queues;

public abstract class QueueReceiveContract : QueueContract
{
    private static readonly TimeSpan LockLost = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task Receive_EmptyQueue_IsNone() => Assert.Empty(await Receive());

    [Fact]
    public async Task Receive_MoreThanMax_GivesTheOldestAndThenTheRest()
    {
        await Send("one", "two", "three");

        Assert.Equal(["one", "two"], await ReceiveIds(2));
        Assert.Equal(["three"], await ReceiveIds(2));
        Assert.Empty(await Receive());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public Task Receive_MaxOutOfRange_IsRefused(int max) => Refused(() => Receive(max));

    [Fact]
    public async Task Receive_ByManyAtOnce_GivesEachMessageToOne()
    {
        var ids = Enumerable.Range(0, 64).Select(n => $"{n:d2}").ToArray();
        await Send(ids);

        var received = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReceiveIds(4)));

        Assert.Equal(ids, received.SelectMany(batch => batch).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lock_NotSettledInTime_IsDeliveredAgainWithAHigherCount()
    {
        await Send("one");
        var first = await ReceiveOne();
        await PassAsync(TimeSpan.FromSeconds(50));
        Assert.Empty(await Receive());
        await PassAsync(LockLost);

        var second = await ReceiveOne();

        Assert.Equal(("one", 2), (second.Id, second.DeliveryCount));
        Assert.NotEqual(first.LockToken, second.LockToken);
    }

    [Fact]
    public async Task Deliveries_TenInVain_EndAsADeadLetter()
    {
        await Send("poison");
        for (var delivery = 1; delivery <= QueueLimits.MaxDeliveries; delivery++)
        {
            var message = await ReceiveOne();
            Assert.Equal(delivery, message.DeliveryCount);
            await Receiver.AbandonAsync(message, TimeSpan.Zero);
        }

        Assert.Empty(await Receive());
        await AssertDead("poison", QueueLimits.TooManyDeliveries);
    }

    [Fact]
    public async Task Deliveries_TenLocksLost_EndAsADeadLetterAndHideNobody()
    {
        await Send("poison");
        for (var delivery = 1; delivery <= QueueLimits.MaxDeliveries; delivery++)
        {
            Assert.Equal(delivery, (await ReceiveOne()).DeliveryCount);
            await PassAsync(LockLost);
        }

        await Send("good");

        Assert.Equal(["good"], await ReceiveIds(1));
        await AssertDead("poison", QueueLimits.TooManyDeliveries);
    }

    [Fact]
    public async Task DeadLetter_WithReason_IsKeptAndNoLongerDelivered()
    {
        await Send("bad");

        await Receiver.DeadLetterAsync(await ReceiveOne(), "no such participant");

        await PassAsync(LockLost);
        Assert.Empty(await Receive());
        await AssertDead("bad", "no such participant");
    }

    [Fact]
    public async Task DeadLetter_WithoutReason_IsRefused()
    {
        await Send("bad");
        var message = await ReceiveOne();

        await Refused(() => Receiver.DeadLetterAsync(message, ""));
    }

    [Fact]
    public async Task PeekDeadLetters_OfSeveral_AreOldestFirstUpToMax()
    {
        await Send("a", "b", "c");
        foreach (var message in (await Receive()).Reverse())
        {
            await Receiver.DeadLetterAsync(message, "reason");
        }

        Assert.Equal(["c", "b"], (await Receiver.PeekDeadLettersAsync(Queue, 2)).Select(letter => letter.Id));
        Assert.Equal(3, (await Receiver.PeekDeadLettersAsync(Queue, 10)).Count);
    }
}
