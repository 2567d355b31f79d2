using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Queues;

public abstract class QueueSendContract : QueueContract
{
    [Fact]
    public async Task Send_Message_IsReceivedAsItWasSent()
    {
        await Sender.SendAsync(Queue, [Message("one", "hello")]);

        var received = await ReceiveOne();

        Assert.Equal((Queue, "one", "hello", 1), (received.Queue, received.Id, Encoding.UTF8.GetString(received.Body.Span), received.DeliveryCount));
    }

    [Fact]
    public async Task Send_SameIdWithinTenMinutes_IsDroppedEvenAfterCompletion()
    {
        await Send("one");
        await Send("one");
        await Receiver.CompleteAsync([await ReceiveOne()]);
        await PassAsync(TimeSpan.FromMinutes(9));

        await Send("one");

        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task Send_SameIdAfterTenMinutes_IsANewMessage()
    {
        await Send("one");
        await Receiver.CompleteAsync([await ReceiveOne()]);
        await PassAsync(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        await Send("one");

        Assert.Equal(["one"], await ReceiveIds());
    }

    [Fact]
    public async Task Send_DuplicateAmongNewOnes_DropsOnlyTheDuplicate()
    {
        await Send("one");

        await Send("two", "one", "three");

        Assert.Equal(["one", "two", "three"], await ReceiveIds());
    }

    [Fact]
    public async Task Send_SameIdToAnotherQueue_IsAnotherMessage()
    {
        await Send("one");
        await Sender.SendAsync(Queue + "2", [Message("one")]);

        Assert.Equal(["one"], await ReceiveIds());
        Assert.Single(await Receiver.ReceiveAsync(Queue + "2", 10));
    }

    [Fact]
    public async Task Send_AHundredMessages_ArriveInOrder()
    {
        var ids = Enumerable.Range(0, 100).Select(n => $"{n:d3}").ToArray();

        await Send(ids);

        Assert.Equal(ids, await ReceiveIds());
    }

    [Fact]
    public async Task Send_NoMessages_DoesNothing()
    {
        await Send();

        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task Send_NotBefore_IsReceivedThenAndNoSooner()
    {
        await Sender.SendAsync(Queue, [Message("later", notBefore: Now + TimeSpan.FromMinutes(30)), Message("now")]);
        Assert.Equal(["now"], await ReceiveIds());
        await Receiver.CompleteAsync(await Receive());

        await PassAsync(TimeSpan.FromMinutes(29));
        var before = await Receive();
        await PassAsync(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(before, message => message.Id == "later");
        Assert.Contains("later", await ReceiveIds());
    }

    [Fact]
    public async Task Send_NotBeforeInThePast_IsReceivedNow()
    {
        await Sender.SendAsync(Queue, [Message("late", notBefore: Now - TimeSpan.FromDays(1))]);

        Assert.Equal(["late"], await ReceiveIds());
    }

    [Fact]
    public async Task Send_BeyondTheLimits_IsRefusedAsAWhole()
    {
        await Refused(() => Sender.SendAsync(Queue, [.. Enumerable.Range(0, 101).Select(n => Message($"{n}"))]));
        await Refused(() => Sender.SendAsync(Queue, [Message("good"), Message("")]));
        await Refused(() => Sender.SendAsync(Queue, [Message("good"), Message(new string('i', 129))]));
        await Refused(() => Sender.SendAsync(Queue, [Message("good"), new QueueMessage("big", new byte[QueueLimits.MaxBody + 1])]));
        await Refused(() => Sender.SendAsync("", [Message("good")]));

        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task Send_AtTheLimits_IsTaken()
    {
        var (id, body) = (new string('i', QueueLimits.MaxId), new byte[QueueLimits.MaxBody]);
        new Random(2).NextBytes(body);

        await Sender.SendAsync(Queue, [new QueueMessage(id, body)]);

        var received = await ReceiveOne();
        Assert.Equal(id, received.Id);
        Assert.Equal(body, received.Body.ToArray());
    }
}
