using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Contracts.Queues;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

/// <summary>A broker and a host's adapters for one test.</summary>
internal sealed class BusBench : IAsyncDisposable
{
    private readonly BusBroker broker = new();
    private readonly BusQueues queues;

    public BusBench() => queues = new BusQueues(broker);

    public DateTimeOffset Now => broker.Clock.GetUtcNow();

    public Task PassAsync(TimeSpan time) => broker.PassAsync(time);

    public Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync() =>
        Task.FromResult<(IMessageQueue, IMessageReceiver)>((queues.Sender, queues.Receiver));

    public async ValueTask DisposeAsync()
    {
        await queues.DisposeAsync();
        await broker.DisposeAsync();
    }
}

public sealed class ServiceBusSendTests : QueueSendContract
{
    private readonly BusBench bench = new();

    protected override DateTimeOffset Now => bench.Now;

    public override Task DisposeAsync() => bench.DisposeAsync().AsTask();

    protected override Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync() => bench.OpenAsync();

    protected override Task PassAsync(TimeSpan time) => bench.PassAsync(time);
}

public sealed class ServiceBusReceiveTests : QueueReceiveContract
{
    private readonly BusBench bench = new();

    protected override DateTimeOffset Now => bench.Now;

    public override Task DisposeAsync() => bench.DisposeAsync().AsTask();

    protected override Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync() => bench.OpenAsync();

    protected override Task PassAsync(TimeSpan time) => bench.PassAsync(time);
}

public sealed class ServiceBusSettleTests : QueueSettleContract
{
    private readonly BusBench bench = new();

    protected override DateTimeOffset Now => bench.Now;

    public override Task DisposeAsync() => bench.DisposeAsync().AsTask();

    protected override Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync() => bench.OpenAsync();

    protected override Task PassAsync(TimeSpan time) => bench.PassAsync(time);
}
