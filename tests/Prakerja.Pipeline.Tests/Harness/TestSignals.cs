using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Remembers which shards have work; the harness runs the handlers when it settles.</summary>
public sealed class TestSignals : IShardSignals
{
    private readonly HashSet<(string Queue, string Shard)> pending = [];

    public Task SignalAsync(string queue, string shard, CancellationToken cancellation = default)
    {
        lock (pending)
        {
            pending.Add((queue, shard));
        }

        return Task.CompletedTask;
    }

    public IReadOnlyList<(string Queue, string Shard)> Take()
    {
        lock (pending)
        {
            (string Queue, string Shard)[] taken = [.. pending.Order()];
            pending.Clear();
            return taken;
        }
    }
}

/// <summary>Keeps what is sent.</summary>
public sealed class TestQueue : IMessageQueue
{
    public List<(string Queue, QueueMessage Message)> Sent { get; } = [];

    public Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default)
    {
        lock (Sent)
        {
            Sent.AddRange(messages.Select(m => (queue, m)));
        }

        return Task.CompletedTask;
    }
}
