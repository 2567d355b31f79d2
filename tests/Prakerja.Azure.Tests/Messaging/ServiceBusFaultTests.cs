using System.Text;
using Azure.Messaging.ServiceBus;
using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

/// <summary>What the network and the service may do to a call, on the wire.</summary>
public sealed class ServiceBusFaultTests : IAsyncLifetime
{
    private const string Queue = "registrations";
    private readonly BusBroker broker = new();
    private readonly BusQueues host;

    public ServiceBusFaultTests() => host = new BusQueues(broker);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Theory]
    [InlineData("Detach")]
    [InlineData("CutBefore")]
    [InlineData("CutAfter")]
    public async Task Send_InterruptedTwice_ArrivesOnce(string fault)
    {
        broker.Faults.Script(Step.Send, Enum.Parse<Fault>(fault), Enum.Parse<Fault>(fault));

        await host.Sender.SendAsync(Queue, [Message("one"), Message("two")]);

        Assert.Equal(2, broker.Faults.Struck);
        Assert.Equal(2, await broker.AskAsync(Queue, queue => queue.Count));
    }

    [Fact]
    public async Task Send_ThrottledBeyondItsRetries_FailsAndMayBeRepeatedByAnyHost()
    {
        await using var impatient = new BusQueues(broker, retries: 0);
        broker.Faults.Script(Step.Send, Fault.Busy);

        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => impatient.Sender.SendAsync(Queue, [Message("one")]));
        await host.Sender.SendAsync(Queue, [Message("one")]);

        Assert.Equal((ServiceBusFailureReason.ServiceBusy, true), (refusal.Reason, refusal.IsTransient));
        Assert.Equal(1, await broker.AskAsync(Queue, queue => queue.Count));
    }

    [Fact]
    public async Task Send_ReplyLostAndGivenUp_IsNotDoubledByTheNextTry()
    {
        await using var impatient = new BusQueues(broker, retries: 0);
        broker.Faults.Script(Step.Send, Fault.CutAfter);

        await Assert.ThrowsAnyAsync<Exception>(() => impatient.Sender.SendAsync(Queue, [Message("one")]));
        await host.Sender.SendAsync(Queue, [Message("one")]);

        Assert.Equal(1, await broker.AskAsync(Queue, queue => queue.Accepted));
    }

    [Fact]
    public async Task Complete_ConnectionLostSinceTheReceive_IsDoneOverTheNextOne()
    {
        await host.Sender.SendAsync(Queue, [Message("one")]);
        var message = Assert.Single(await host.Receiver.ReceiveAsync(Queue, 1));
        broker.Faults.Script(Step.Send, Fault.CutBefore);
        await host.Sender.SendAsync("other", [Message("two")]);

        Assert.Equal([true], await host.Receiver.CompleteAsync([message]));
        Assert.Equal(0, await broker.AskAsync(Queue, queue => queue.Count));
    }

    [Theory]
    [InlineData("CutBefore", 1)]
    [InlineData("CutAfter", 0)]
    public async Task Complete_ConnectionLostMeanwhile_IsNotClaimedAndLosesNothing(string fault, int left)
    {
        await host.Sender.SendAsync(Queue, [Message("one")]);
        var message = Assert.Single(await host.Receiver.ReceiveAsync(Queue, 1));
        broker.Faults.Script(Step.Settle, Enum.Parse<Fault>(fault));

        Assert.False(await host.CompleteAsync(message));

        await broker.PassAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(left, (await host.Receiver.ReceiveAsync(Queue, 10)).Count);
    }

    [Fact]
    public async Task AbandonWithDelay_CutBetweenCopyAndCompletion_LeavesBothAndLosesNone()
    {
        await host.Sender.SendAsync(Queue, [Message("one")]);
        var message = Assert.Single(await host.Receiver.ReceiveAsync(Queue, 1));
        broker.Faults.Script(Step.Settle, Fault.CutBefore);
        broker.Faults.Script(Step.Manage, Fault.CutBefore);

        var trouble = await Record.ExceptionAsync(() => host.Receiver.AbandonAsync(message, TimeSpan.FromSeconds(30)));

        Assert.True(trouble is null || BusQueues.IsTrouble(trouble), trouble?.ToString());
        await broker.PassAsync(TimeSpan.FromSeconds(61));
        Assert.Contains(await host.Receiver.ReceiveAsync(Queue, 10), again => (again.Id, again.DeliveryCount) == ("one", 2));
    }

    private static QueueMessage Message(string id) => new(id, Encoding.UTF8.GetBytes(id));
}
