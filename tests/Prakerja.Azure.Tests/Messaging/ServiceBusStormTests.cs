using System.Text;
using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

/// <summary>One call in five fails, for a while, in any of the ways there are.</summary>
public sealed class ServiceBusStormTests : IAsyncLifetime
{
    private const string Queue = "registrations";
    private readonly BusBroker broker = new();
    private readonly BusQueues host;

    public ServiceBusStormTests() => host = new BusQueues(broker);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SendAndReceive_EveryFifthCallFails_LosesNothingAndAcceptsNothingTwice(int seed)
    {
        broker.Faults.ByChance(seed, 0.2);
        var sent = Enumerable.Range(0, 40).Select(n => $"{n:d2}").ToArray();
        await Task.WhenAll(sent.Chunk(4).Select(ids => host.Sender.SendAsync(Queue, [.. ids.Select(Message)])));
        Assert.Equal(sent.Length, await broker.AskAsync(Queue, queue => queue.Accepted));

        HashSet<string> handled = new(StringComparer.Ordinal);
        for (var round = 0; await broker.AskAsync(Queue, queue => queue.Count) > 0; round++)
        {
            Assert.InRange(round, 0, 8);
            await StopFaultsAfterAsync(round, 4);
            handled.UnionWith(await HandleAllAsync());
            await broker.PassAsync(TimeSpan.FromSeconds(61));
        }

        Assert.Equal(sent, handled.Order(StringComparer.Ordinal));
        Assert.InRange(broker.Faults.Struck, 5, int.MaxValue);
        Assert.Empty(await broker.AskAsync(Queue, queue => queue.Dead.ToList()));
    }

    private async Task StopFaultsAfterAsync(int round, int last)
    {
        if (round == last)
        {
            await broker.Loop.DoAsync(broker.Faults.Stop);
        }
    }

    private async Task<List<string>> HandleAllAsync()
    {
        List<string> handled = [];
        foreach (var message in await host.Receiver.ReceiveAsync(Queue, 256))
        {
            handled.Add(message.Id);
            await host.CompleteAsync(message);
        }

        return handled;
    }

    private static QueueMessage Message(string id) => new(id, Encoding.UTF8.GetBytes(id));
}
