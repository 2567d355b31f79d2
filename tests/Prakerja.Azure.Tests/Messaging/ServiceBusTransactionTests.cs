using System.Globalization;
using System.Transactions;
using Azure.Messaging.ServiceBus;
using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

/// <summary>A hundred of the largest messages do not fit into one transfer of 256 KB, and are still all or none.</summary>
public sealed class ServiceBusTransactionTests : IAsyncLifetime
{
    private const string Queue = "outbox";
    private readonly BusBroker broker = new();
    private readonly BusQueues host;

    public ServiceBusTransactionTests() => host = new BusQueues(broker);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task Send_AHundredLargestMessages_ArriveInOrder()
    {
        await host.Sender.SendAsync(Queue, Largest(100));

        var received = await host.Receiver.ReceiveAsync(Queue, 256);
        Assert.Equal(Largest(100).Select(message => message.Id), received.Select(message => message.Id));
        Assert.All(received, message => Assert.Equal(QueueLimits.MaxBody, message.Body.Length));
    }

    [Theory]
    [InlineData("CutBefore")]
    [InlineData("CutAfter")]
    public async Task Send_CommitInterrupted_ArrivesOnce(string fault)
    {
        broker.Faults.Script(Step.Discharge, Enum.Parse<Fault>(fault));

        await host.Sender.SendAsync(Queue, Largest(100));

        Assert.Equal(1, broker.Faults.Struck);
        Assert.Equal(100, await broker.AskAsync(Queue, queue => queue.Accepted));
    }

    [Fact]
    public async Task Send_CommitInterruptedEachTime_FailsAndSendsNone()
    {
        broker.Faults.Script(Step.Discharge, Fault.CutBefore, Fault.CutBefore, Fault.CutBefore, Fault.CutBefore);

        var failure = await Record.ExceptionAsync(() => host.Sender.SendAsync(Queue, Largest(100)));

        Assert.True(failure is TransactionException or ServiceBusException, failure?.ToString());
        Assert.Equal(0, await broker.AskAsync(Queue, queue => queue.Count));
    }

    private static QueueMessage[] Largest(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new QueueMessage(n.ToString("d3", CultureInfo.InvariantCulture), new byte[QueueLimits.MaxBody]))];
}
