using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>A queue's <c>$management</c>: peeking, and settling what was received over a link that is gone.</summary>
internal sealed class ManagementNode(BusBroker broker, string address) : RequestNode(broker)
{
    private const string DeadLetters = "/$DeadLetterQueue";
    private readonly string entity = address[..^"/$management".Length];

    protected override Fault NextFault() => Broker.Faults.Next(Step.Manage);

    protected override AmqpMessage Answer(AmqpMessage request)
    {
        var operation = (string)request.ApplicationProperties.Map["operation"];
        var map = (AmqpMap)request.ValueBody.Value;
        return operation switch
        {
            "com.microsoft:peek-message" => Peek(map),
            "com.microsoft:update-disposition" => Settle(map),
            _ => Reply(501, [], "amqp:not-implemented"),
        };
    }

    private AmqpMessage Peek(AmqpMap map)
    {
        var (from, count) = ((long)map[new MapKey("from-sequence-number")], (int)map[new MapKey("message-count")]);
        var letters = entity.EndsWith(DeadLetters, StringComparison.OrdinalIgnoreCase)
            ? Broker.Queue(entity[..^DeadLetters.Length]).State.Dead.Where(message => message.Sequence >= from).Take(count)
            : [];
        List<AmqpMap> found = [.. letters.Select(letter => new AmqpMap { [new MapKey("message")] = Wire.Encode(Wire.Write(letter)) })];
        return found.Count == 0 ? Reply(204, [], null) : Reply(200, new AmqpMap { [new MapKey("messages")] = found }, null);
    }

    private AmqpMessage Settle(AmqpMap map)
    {
        var queue = Broker.Queue(entity);
        var reason = map.TryGetValue<string>(new MapKey("deadletter-reason"), out var text) ? text : null;
        Settlement settlement = (string)map[new MapKey("disposition-status")] switch
        {
            "completed" => new Settlement.Complete(),
            "suspended" => new Settlement.DeadLetter(reason),
            _ => new Settlement.Abandon(),
        };
        var done = ((IEnumerable<Guid>)map[new MapKey("lock-tokens")]).Select(token => queue.State.Settle(token, settlement)).ToList();
        queue.Deliver();
        return done.TrueForAll(settled => settled) ? Reply(200, [], null) : Reply(410, [], "com.microsoft:message-lock-lost");
    }

    private static AmqpMessage Reply(int status, AmqpMap body, string? error)
    {
        var answer = AmqpMessage.Create(new AmqpValue { Value = body });
        answer.ApplicationProperties.Map["statusCode"] = status;
        answer.ApplicationProperties.Map["statusDescription"] = error ?? "OK";
        if (error is not null)
        {
            answer.ApplicationProperties.Map["errorCondition"] = (AmqpSymbol)error;
        }

        return answer;
    }
}
