using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Embedded.Queues;
using Prakerja.Embedded.Sqlite;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Queues;

/// <summary>A pump over a queue in memory on a virtual clock, and what its handler saw.</summary>
internal sealed class PumpFixture : IDisposable
{
    private readonly SqliteDatabase database;
    private readonly Lock gate = new();
    private readonly List<(string Id, TimeSpan At)> handled = [];

    public PumpFixture(SqliteDatabase? database = null)
    {
        this.database = database ?? new SqliteDatabase(SqliteDatabaseOptions.Temporary);
        Clock = TestClock.Create(Work);
        Start = Clock.GetUtcNow();
    }

    public WorkTracker Work { get; } = new();

    public VirtualClock Clock { get; }

    public DateTimeOffset Start { get; }

    public SqliteMessageQueue Queue { get; private set; } = null!;

    public QueuePump? Pump { get; private set; }

    /// <summary>Ids in the order they were handled, with the time since the start.</summary>
    public (string Id, TimeSpan At)[] Handled
    {
        get
        {
            lock (gate)
            {
                return [.. handled];
            }
        }
    }

    public string[] HandledIds => [.. Handled.Select(entry => entry.Id)];

    public async Task OpenAsync() => Queue = await SqliteMessageQueue.OpenAsync(database, Clock);

    public async Task StartAsync(QueueSubscription subscription, IMessageReceiver? receiver = null)
    {
        if (Queue is null)
        {
            await OpenAsync();
        }

        Pump = new QueuePump(Queue!, Clock, Work, NullLogger<QueuePump>.Instance, [subscription], receiver);
        await Pump.StartAsync(CancellationToken.None);
    }

    public void Record(ReceivedMessage message)
    {
        lock (gate)
        {
            handled.Add((message.Id, Clock.GetUtcNow() - Start));
        }
    }

    public Task Record(ReceivedMessage message, CancellationToken cancellation)
    {
        Record(message);
        return Task.CompletedTask;
    }

    public Task SendAsync(string id, TimeSpan? after = null) =>
        Queue.SendAsync("work", [new QueueMessage(id, Encoding.UTF8.GetBytes(id), Clock.GetUtcNow() + after)]);

    public Task AdvanceAsync(TimeSpan time) => Clock.AdvanceToAsync(Clock.GetUtcNow() + time);

    public void Dispose()
    {
        Pump?.Dispose();
        Clock.Dispose();
        database.Dispose();
    }
}
