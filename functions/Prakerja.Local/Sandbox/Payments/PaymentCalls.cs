using Prakerja.Domain;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Payments;

public sealed record BehaviourRequest(string? Behaviour);

/// <summary>PUT /sandbox/payments/{account} and GET /sandbox/payments.</summary>
internal sealed class PaymentCalls(PaymentBook book) : ISandboxCalls
{
    private const int MaxAccount = 64;

    public IEnumerable<Endpoint> Endpoints =>
    [
        SandboxEndpoint.Get("payments", "payments", async _ => Reply.Ok(await book.MadeAsync())),
        SandboxEndpoint.Put("payment-behaviour", "payments/{account}", SetAsync),
    ];

    private async Task<Reply> SetAsync(Call call)
    {
        if (call.Read<BehaviourRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var account = call.Route("account");
        fields.Check("account", account.Length is > 0 and <= MaxAccount, new("1 sampai 64 karakter.", "1 to 64 characters."));
        var behaviour = fields.Take("behaviour", WireWord.Parse<PaymentBehaviour>(request.Behaviour));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        await book.SetBehaviourAsync(account, behaviour);
        return Reply.Ok(request);
    }
}
