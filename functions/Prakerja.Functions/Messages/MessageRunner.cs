using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Messages;

/// <summary>
/// Hands a message to the handler of its queue and settles it: done, or set aside with the reason where no further try can succeed. After
/// any other failure it stays locked and comes back when the lock runs out, so that tries lie a minute apart; Service Bus sets it aside
/// after ten.
/// </summary>
public sealed class MessageRunner(IEnumerable<IShardHandler> shards, IEnumerable<IMessageHandler> handlers, DurableClients clients, ILogger<MessageRunner> log)
{
    private readonly Dictionary<string, IShardHandler> shardHandlers = shards.ToDictionary(h => h.Queue, StringComparer.Ordinal);
    private readonly Dictionary<string, IMessageHandler> messageHandlers = handlers.ToDictionary(h => h.Queue, StringComparer.Ordinal);

    public async Task RunAsync(
        string queue, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, DurableTaskClient durable, CancellationToken cancellation)
    {
        clients.Use(durable);
        try
        {
            await HandleAsync(queue, message.Body, cancellation);
        }
        catch (Exception e) when (DeadLetters.IsFault(e))
        {
            Log.MessageRefused(log, queue, message.MessageId, SafeException.NameOf(e));
            await actions.DeadLetterMessageAsync(message, deadLetterReason: SafeException.NameOf(e), cancellationToken: CancellationToken.None);
            return;
        }
#pragma warning disable CA1031 // Whatever it was, the message is still there: say so and let it come back.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.MessageFailed(log, queue, message.MessageId, message.DeliveryCount, new SafeException(e));
            return;
        }

        await actions.CompleteMessageAsync(message, CancellationToken.None);
    }

    private Task HandleAsync(string queue, BinaryData body, CancellationToken cancellation) => shardHandlers.TryGetValue(queue, out var handler)
        ? handler.HandleAsync(ShardMessage.ShardOf(body), cancellation)
        : messageHandlers[queue].HandleAsync(body, cancellation);
}
