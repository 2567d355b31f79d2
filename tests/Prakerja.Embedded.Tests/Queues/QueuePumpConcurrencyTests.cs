using Prakerja.Embedded.Queues;
using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Queues;

public sealed class QueuePumpConcurrencyTests : IDisposable
{
    private readonly PumpFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Work_WhileAMessageIsInHand_IsNotIdle()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await StartGated(entered, release);
        await fixture.SendAsync("one");
        await entered.Task;

        var idle = fixture.Work.WhenIdleAsync();

        Assert.False(idle.IsCompleted);
        release.SetResult();
        await idle;
        Assert.Equal(["one"], fixture.HandledIds);
    }

    [Fact]
    public async Task Stop_WithAMessageInHand_WaitsForItAndTakesNoOther()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await StartGated(entered, release);
        await fixture.SendAsync("one");
        await entered.Task;
        await fixture.SendAsync("two");

        var stopped = fixture.Pump!.StopAsync(CancellationToken.None);

        Assert.False(stopped.IsCompleted);
        release.SetResult();
        await stopped;
        await fixture.Work.WhenIdleAsync();
        Assert.Equal(["one"], fixture.HandledIds);
        Assert.Equal("two", Assert.Single(await fixture.Queue.ReceiveAsync("work", 10)).Id);
    }

    [Fact]
    public async Task Stop_Cancelled_CancelsTheHandler()
    {
        var entered = new TaskCompletionSource();
        await fixture.StartAsync(QueueSubscription.Each("work", async (_, cancellation) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, fixture.Clock, cancellation);
        }));
        await fixture.SendAsync("one");
        await entered.Task;

        await fixture.Pump!.StopAsync(new CancellationToken(canceled: true));

        Assert.Single(await fixture.Queue.ReceiveAsync("work", 10), message => message.DeliveryCount == 2);
    }

    [Fact]
    public async Task Batches_AtTheSameTime_AreAsManyAsAllowed()
    {
        var (inHand, most, full) = (0, 0, new TaskCompletionSource());
        var gate = new Lock();
        await fixture.OpenAsync();
        await fixture.Queue.SendAsync("work", [.. Enumerable.Range(0, 50).Select(n => new QueueMessage($"{n}", default))]);
        await fixture.StartAsync(QueueSubscription.Batch("work", async (messages, _) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++inHand);
                if (inHand == 3)
                {
                    full.TrySetResult();
                }
            }

            await full.Task;
            await Task.Yield();
            foreach (var message in messages)
            {
                fixture.Record(message);
            }

            lock (gate)
            {
                inHand--;
            }
        }, concurrency: 3, batchSize: 2));

        await fixture.Work.WhenIdleAsync();

        Assert.Equal(3, most);
        Assert.Equal(50, fixture.HandledIds.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(50, fixture.Handled.Length);
    }

    [Fact]
    public async Task Messages_SentByManyThreads_AreAllHandledOnceBeforeAllIsIdle()
    {
        using var directory = new TemporaryDirectory();
        using var onDisk = new PumpFixture(new SqliteDatabase(new SqliteDatabaseOptions(directory.File("data.db"))));
        await onDisk.StartAsync(QueueSubscription.Each("work", onDisk.Record, concurrency: 4, batchSize: 8));

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), async (n, _) => await onDisk.SendAsync($"{n}"));
        await onDisk.Work.WhenIdleAsync();

        Assert.Equal(1000, onDisk.Handled.Length);
        Assert.Equal(1000, onDisk.HandledIds.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Handler_UnderASynchronizationContext_RunsOnItAlone()
    {
        var context = new QueuedContext();
        var seen = new List<SynchronizationContext?>();
        await fixture.OpenAsync();
        await context.RunAsync(async () =>
        {
            await fixture.StartAsync(QueueSubscription.Each("work", async (_, _) =>
            {
                seen.Add(SynchronizationContext.Current);
                await Task.Yield();
                seen.Add(SynchronizationContext.Current);
            }));
            await fixture.SendAsync("now");
            await fixture.SendAsync("later", TimeSpan.FromMinutes(1));
            await fixture.AdvanceAsync(TimeSpan.FromHours(1));
        });

        Assert.Equal([context, context, context, context], seen);
    }

    private Task StartGated(TaskCompletionSource entered, TaskCompletionSource release) =>
        fixture.StartAsync(QueueSubscription.Each("work", async (message, _) =>
        {
            entered.SetResult();
            await release.Task;
            fixture.Record(message);
        }, batchSize: 1));
}
