using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Azure.Messaging;
using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

public sealed class ServiceBusShardSignalsTests : IAsyncLifetime
{
    private const string Queue = "registrations";
    private static readonly TimeSpan Latest = ServiceBusShardSignals.Ahead + ServiceBusShardSignals.Slot;
    private readonly BusBroker broker = new();
    private readonly BusQueues host;
    private readonly ServiceBusShardSignals signals;

    public ServiceBusShardSignalsTests()
    {
        host = new BusQueues(broker);
        signals = Host();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task Signal_Given_WakesTheShardWithinASecondAndAHalfAndNotAtOnce()
    {
        await signals.SignalAsync(Queue, "a7");

        Assert.Empty(await WokenAsync());
        await broker.PassAsync(Latest);
        Assert.Equal(["a7"], await WokenAsync());
    }

    [Fact]
    public async Task Signals_ManyForAShardFromManyHosts_AreOneMessage()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host()).SelectMany(other => Enumerable.Range(0, 50).Select(_ => other.SignalAsync(Queue, "a7"))));

        await broker.PassAsync(Latest);
        Assert.Equal(["a7"], await WokenAsync());
    }

    [Fact]
    public async Task Signals_ForSeveralShards_WakeEach()
    {
        await Task.WhenAll(signals.SignalAsync(Queue, "a7"), signals.SignalAsync(Queue, "b8"), signals.SignalAsync(Queue, "a7"));

        await broker.PassAsync(Latest);
        Assert.Equal(["a7", "b8"], (await WokenAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Signal_AfterTheHandlerBegan_WakesItAgain()
    {
        await signals.SignalAsync(Queue, "a7");
        await broker.PassAsync(Latest);
        Assert.Equal(["a7"], await WokenAsync());

        await signals.SignalAsync(Queue, "a7");

        await broker.PassAsync(Latest);
        Assert.Equal(["a7"], await WokenAsync());
    }

    /// <summary>Signals at every moment of three slots, messages taken the moment they come: each signal is followed by a waking soon after it.</summary>
    [Fact]
    public async Task Signal_AtAnyMoment_IsFollowedByAWaking()
    {
        var step = TimeSpan.FromMilliseconds(50);
        List<DateTimeOffset> given = [];
        List<DateTimeOffset> woken = [];
        for (var moment = 0; moment < 60 + (Latest / step); moment++)
        {
            if (moment < 60)
            {
                given.Add(broker.Clock.GetUtcNow());
                await signals.SignalAsync(Queue, "a7");
            }

            await broker.PassAsync(step);
            woken.AddRange(await broker.AskAsync(Queue, queue => queue.Take()) is null ? [] : [broker.Clock.GetUtcNow()]);
        }

        Assert.All(given, signal => Assert.Contains(woken, waking => waking > signal && waking <= signal + Latest));
        Assert.InRange(woken.Count, 3, 5);
    }

    [Fact]
    public async Task Signal_SentTooLateForItsSlot_IsGivenForTheNextOneToo()
    {
        await signals.SignalAsync(Queue, "a7");
        var slow = new SlowQueue(host.Sender, broker, TimeSpan.FromSeconds(1.5));

        await Over(slow).SignalAsync(Queue, "a7");

        Assert.Equal(2, slow.Sent);
        await broker.PassAsync(Latest);
        Assert.Equal(2, (await WokenAsync()).Count);
    }

    [Fact]
    public async Task Signal_SendFailed_IsTriedAnewByTheNextOne()
    {
        await using var impatient = new BusQueues(broker, retries: 0);
        var hasty = Over(impatient.Sender);
        broker.Faults.Script(Step.Send, Fault.CutBefore);
        await hasty.SignalAsync(Queue, "a7");
        await broker.PassAsync(Latest);
        Assert.Empty(await WokenAsync());

        await hasty.SignalAsync(Queue, "a7");

        await broker.PassAsync(Latest);
        Assert.Equal(["a7"], await WokenAsync());
    }

    /// <summary>As it is where Service Bus does not answer at all: the client repeats for about a minute.</summary>
    [Fact]
    public async Task Signal_SendHangs_IsNotWaitedForLongAndGoesOnByItself()
    {
        var stuck = new StuckQueue(host.Sender);
        var signal = Over(stuck).SignalAsync(Queue, "a7");
        await broker.PassAsync(ServiceBusShardSignals.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(signal.IsCompleted);

        await broker.PassAsync(TimeSpan.FromMilliseconds(1));
        await signal;

        await stuck.GoOnAsync();
        await broker.PassAsync(Latest);
        Assert.Contains("a7", await WokenAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/7")]
    public Task Signal_OfNoShard_IsRefused(string shard) => Assert.ThrowsAsync<ArgumentException>(() => signals.SignalAsync(Queue, shard));

    private ServiceBusShardSignals Host() => Over(host.Sender);

    private ServiceBusShardSignals Over(IMessageQueue queue) => new(queue, broker.Clock, NullLogger<ServiceBusShardSignals>.Instance);

    private async Task<List<string>> WokenAsync()
    {
        var messages = await host.Receiver.ReceiveAsync(Queue, 100);
        await host.Receiver.CompleteAsync(messages);
        return [.. messages.Select(message => ShardMessage.ShardOf(message.Body))];
    }

    /// <summary>The first send waits until it may go on.</summary>
    private sealed class StuckQueue(IMessageQueue inner) : IMessageQueue
    {
        private readonly TaskCompletionSource free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default)
        {
            await free.Task;
            await inner.SendAsync(queue, messages, cancellation);
            sent.TrySetResult();
        }

        public Task GoOnAsync()
        {
            free.SetResult();
            return sent.Task;
        }
    }

    /// <summary>The first send takes longer than its slot.</summary>
    private sealed class SlowQueue(IMessageQueue inner, BusBroker broker, TimeSpan delay) : IMessageQueue
    {
        public int Sent { get; private set; }

        public async Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default)
        {
            if (Sent++ == 0)
            {
                await broker.PassAsync(delay);
            }

            await inner.SendAsync(queue, messages, cancellation);
        }
    }
}
