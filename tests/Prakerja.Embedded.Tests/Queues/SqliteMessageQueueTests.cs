using Prakerja.Contracts.Queues;
using Prakerja.Embedded.Queues;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Queues;

public sealed class SqliteQueueSendTests : QueueSendContract
{
    private readonly DatabaseFile file = new();
    private readonly VirtualClock clock = TestClock.Create(new WorkTracker());

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override DateTimeOffset Now => clock.GetUtcNow();

    protected override Task PassAsync(TimeSpan time) => clock.AdvanceToAsync(Now + time);

    protected override async Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync()
    {
        var queue = await SqliteMessageQueue.OpenAsync(file.Database, clock);
        return (queue, queue);
    }
}

public sealed class SqliteQueueSettleTests : QueueSettleContract
{
    private readonly DatabaseFile file = new();
    private readonly VirtualClock clock = TestClock.Create(new WorkTracker());

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override DateTimeOffset Now => clock.GetUtcNow();

    protected override Task PassAsync(TimeSpan time) => clock.AdvanceToAsync(Now + time);

    protected override async Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync()
    {
        var queue = await SqliteMessageQueue.OpenAsync(file.Database, clock);
        return (queue, queue);
    }
}

public sealed class SqliteQueueReceiveTests : QueueReceiveContract
{
    private readonly DatabaseFile file = new();
    private readonly VirtualClock clock = TestClock.Create(new WorkTracker());

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override DateTimeOffset Now => clock.GetUtcNow();

    protected override Task PassAsync(TimeSpan time) => clock.AdvanceToAsync(Now + time);

    protected override async Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync()
    {
        var queue = await SqliteMessageQueue.OpenAsync(file.Database, clock);
        return (queue, queue);
    }

    [Fact]
    public async Task Open_AfterACrashOfTheHolder_DeliversAtOnceAndKeepsTheCount()
    {
        await Send("one");
        var lost = await ReceiveOne();

        file.Reopen();
        var queue = await SqliteMessageQueue.OpenAsync(file.Database, clock);

        var again = Assert.Single(await queue.ReceiveAsync(Queue, 10));
        Assert.Equal(2, again.DeliveryCount);
        Assert.Equal([false], await queue.CompleteAsync([lost]));
    }

    [Fact]
    public async Task Send_ManyOverTime_ForgetsIdsOutsideTheWindow()
    {
        for (var n = 0; n < 50; n++)
        {
            await Send($"{n}");
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        var remembered = file.Database.Read(reader =>
        {
            using var count = reader.Prepare("SELECT count(*) FROM sent");
            count.Step();
            return count.Long(0);
        });
        Assert.InRange(remembered, 10, 11);
    }
}
