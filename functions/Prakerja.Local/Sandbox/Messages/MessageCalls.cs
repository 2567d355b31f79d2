using Prakerja.Domain.People;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Messages;

/// <summary>GET /sandbox/messages?to=; without <c>to</c> all there are.</summary>
internal sealed class MessageCalls(SandboxMessenger messenger) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        SandboxEndpoint.Get("messages", "messages", async call => Reply.Ok(await messenger.ReadAsync(Receiver(call.Query("to"))))) with
        {
            Query = [new QueryParameter("to", "E-mail address, or phone as E.164.")],
        },
    ];

    /// <summary>As it is written on messages; a plus sign that was sent unescaped arrives as a space.</summary>
    private static string? Receiver(string? to)
    {
        if (string.IsNullOrWhiteSpace(to))
        {
            return null;
        }

        var phone = PhoneNumber.Parse(to);
        return phone.IsOk ? phone.Value.E164 : to.Trim().ToLowerInvariant();
    }
}
