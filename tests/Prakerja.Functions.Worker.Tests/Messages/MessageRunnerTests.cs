using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Prakerja.Functions.Durable;
using Prakerja.Functions.Messages;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Worker.Tests.Messages;

public sealed class MessageRunnerTests
{
    private readonly Mock<IShardHandler> handler = new();
    private readonly Mock<ServiceBusMessageActions> actions = new();
    private readonly MessageRunner runner;

    public MessageRunnerTests()
    {
        handler.Setup(h => h.Queue).Returns("test");
        runner = new MessageRunner([handler.Object], [], new DurableClients(), NullLogger<MessageRunner>.Instance);
    }

    [Fact]
    public async Task Message_ThatWasHandled_IsCompleted()
    {
        await RunAsync("a7");

        handler.Verify(h => h.HandleAsync("a7", default), Times.Once);
        actions.Verify(a => a.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), default), Times.Once);
    }

    [Fact]
    public async Task Message_ThatCanNeverSucceed_IsSetAsideWithTheReason()
    {
        await RunAsync("""{"nik":"3273014403950001"}""");

        actions.Verify(a => a.DeadLetterMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, "FormatException", null, default), Times.Once);
        actions.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Message_ThatFailsForNow_StaysLocked()
    {
        handler.Setup(h => h.HandleAsync("a7", default)).ThrowsAsync(new StoreUnavailableException("away"));

        await RunAsync("a7");

        actions.VerifyNoOtherCalls();
    }

    private Task RunAsync(string body) => runner.RunAsync(
        "test", ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData(body), "id"), actions.Object, new Mock<DurableTaskClient>("test").Object, default);
}
