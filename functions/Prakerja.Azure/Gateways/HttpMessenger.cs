using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// <c>POST {url}/messages</c> <c>{"messages":[{"id","channel":"email"|"sms","to","subject","body","at"}]}</c>, at most 100 → 200 or 202 once it has all
/// of them durably; a message whose id it has is dropped. 400, 413 and 422 mean that one of them can never be taken: they are then sent one by one,
/// and the bad one is left out, so that nobody's bad address holds up the others' messages. Ours, see <see cref="HttpCivilRegistry"/>.
/// </summary>
internal sealed class HttpMessenger(GatewayChannel channel, ILogger<HttpMessenger> log) : IMessenger
{
    private const int MostAtOnce = 100;

    /// <exception cref="StoreUnavailableException">The gateway does not have them all; they are sent again with the same ids.</exception>
    public async Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation = default)
    {
        foreach (var chunk in messages.Chunk(MostAtOnce))
        {
            var status = await TellAsync(chunk, cancellation);
            foreach (var message in status is 400 or 413 or 422 ? chunk : [])
            {
                await SendOneAsync(message, cancellation);
            }
        }
    }

    private async Task SendOneAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (await TellAsync([message], cancellation) is not (200 or 202) and var status)
        {
            GatewayLog.MessageRefused(log, message.Id, status);
        }
    }

    /// <summary>200, 202, 400, 413 or 422.</summary>
    private async Task<int> TellAsync(OutgoingMessage[] messages, CancellationToken cancellation)
    {
        var sent = messages.Select(m => new { m.Id, m.Channel, m.To, m.Subject, m.Body, m.At });
        return await channel.TellAsync("messages", new { messages = sent }, null, cancellation) is { } status and (200 or 202 or 400 or 413 or 422)
            ? status
            : throw new StoreUnavailableException("The messenger does not have the messages.");
    }
}
