using Prakerja.Embedded.Queues;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Queues;

public sealed class QueuePumpTests : IDisposable
{
    private readonly PumpFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Message_Sent_IsHandledBeforeAllIsIdle()
    {
        await fixture.StartAsync(QueueSubscription.Each("work", fixture.Record));

        await fixture.SendAsync("one");
        await fixture.Work.WhenIdleAsync();

        Assert.Equal(["one"], fixture.HandledIds);
    }

    [Fact]
    public async Task Message_LeftOver_IsHandledAtTheStart()
    {
        await fixture.OpenAsync();
        await fixture.SendAsync("old");

        await fixture.StartAsync(QueueSubscription.Each("work", fixture.Record));
        await fixture.Work.WhenIdleAsync();

        Assert.Equal(["old"], fixture.HandledIds);
    }

    [Fact]
    public async Task Message_Scheduled_IsHandledAtItsTime()
    {
        await fixture.StartAsync(QueueSubscription.Each("work", fixture.Record));
        await fixture.SendAsync("last", TimeSpan.FromDays(40));
        await fixture.SendAsync("second", TimeSpan.FromMinutes(10));
        await fixture.SendAsync("first", TimeSpan.FromMinutes(5));

        await fixture.AdvanceAsync(TimeSpan.FromDays(60));

        Assert.Equal(
            [("first", TimeSpan.FromMinutes(5)), ("second", TimeSpan.FromMinutes(10)), ("last", TimeSpan.FromDays(40))], fixture.Handled);
    }

    [Fact]
    public async Task Message_ScheduledBeforeTheStart_IsHandledAtItsTime()
    {
        await fixture.OpenAsync();
        await fixture.SendAsync("one", TimeSpan.FromMinutes(5));
        await fixture.StartAsync(QueueSubscription.Each("work", fixture.Record));

        await fixture.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([("one", TimeSpan.FromMinutes(5))], fixture.Handled);
    }

    [Fact]
    public async Task Handler_Fails_IsCalledAgainLaterAndLater()
    {
        var failures = 3;
        await fixture.StartAsync(QueueSubscription.Each("work", (message, _) =>
        {
            fixture.Record(message);
            return failures-- > 0 ? Task.FromException(new InvalidDataException("not yet")) : Task.CompletedTask;
        }));

        await fixture.SendAsync("one");
        await fixture.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal([0, 1, 3, 7], fixture.Handled.Select(entry => entry.At.TotalSeconds));
    }

    [Fact]
    public async Task Handler_FailsAlways_LeavesADeadLetterAfterTenDeliveries()
    {
        await fixture.StartAsync(QueueSubscription.Each("work", (message, _) =>
        {
            fixture.Record(message);
            throw new InvalidDataException("never");
        }));

        await fixture.SendAsync("poison");
        await fixture.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(10, fixture.Handled.Length);
        var letter = Assert.Single(await fixture.Queue.PeekDeadLettersAsync("work", 10));
        Assert.Equal(("poison", QueueLimits.TooManyDeliveries), (letter.Id, letter.Reason));
    }

    [Fact]
    public async Task Each_OneOfABatchFails_OnlyThatOneIsDeliveredAgain()
    {
        await fixture.OpenAsync();
        await fixture.Queue.SendAsync("work", [.. "abc".Select(c => new QueueMessage($"{c}", default))]);
        await fixture.StartAsync(QueueSubscription.Each("work", (message, _) =>
        {
            fixture.Record(message);
            return message is { Id: "b", DeliveryCount: 1 } ? throw new InvalidDataException("b") : Task.CompletedTask;
        }));

        await fixture.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["a", "b", "c", "b"], fixture.HandledIds);
    }

    [Fact]
    public async Task Batch_Fails_IsDeliveredAgainAsAWhole()
    {
        var batches = new List<int>();
        await fixture.OpenAsync();
        await fixture.Queue.SendAsync("work", [.. "abcde".Select(c => new QueueMessage($"{c}", default))]);
        await fixture.StartAsync(QueueSubscription.Batch("work", (messages, _) =>
        {
            batches.Add(messages.Count);
            return batches.Count == 1 ? throw new InvalidDataException("first") : Task.CompletedTask;
        }, batchSize: 3));

        await fixture.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([3, 2, 3], batches);
    }

    [Fact]
    public async Task Queue_NotSubscribed_KeepsItsMessages()
    {
        await fixture.StartAsync(QueueSubscription.Each("other", fixture.Record));

        await fixture.SendAsync("one");
        await fixture.Work.WhenIdleAsync();

        Assert.Empty(fixture.Handled);
        Assert.Single(await fixture.Queue.ReceiveAsync("work", 10));
    }

    [Fact]
    public async Task Receiver_InTrouble_IsAskedAgainASecondLater()
    {
        await fixture.OpenAsync();
        await fixture.SendAsync("one");
        await fixture.StartAsync(QueueSubscription.Each("work", fixture.Record), new FailingReceiver(fixture.Queue, failures: 2));

        await fixture.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([("one", TimeSpan.FromSeconds(2))], fixture.Handled);
    }
}
