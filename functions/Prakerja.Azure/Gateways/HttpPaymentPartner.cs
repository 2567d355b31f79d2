using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// Wallets behind one switch. The <c>reference</c> is what the partner drops repeats by, for ever.
/// <list type="bullet">
/// <item><c>POST {url}/account-checks</c> <c>{"reference","provider","account","nik","fullName","phone"?}</c> → 202; the answer comes as a webhook.</item>
/// <item><c>POST {url}/instructions</c> <c>{"reference","provider","kind","payee","account","amount"}</c> → 200-202
/// <c>{"reference","status":"accepted"|"succeeded"|"failed","transactionId"?,"reason"?,"amount"?}</c>. Sent once: without such an answer,
/// naming this reference, it is unknown what happened, whatever the status was.</item>
/// <item><c>POST {url}/inquiries</c> <c>{"reference","provider"}</c> → 200 with the same, or <c>"notFound"</c>: then the partner has closed the reference and will
/// never pay it, even if the instruction arrives later. A 404 says nothing of the kind.</item>
/// <item><c>POST {url}/stops</c> <c>{"reference","provider"}</c> → 200 <c>{"reference","status":"stopped"|"tooLate"}</c>; <c>stopped</c> closes the reference
/// for ever. Anything else: not known, asked again.</item>
/// </list>
/// Ours, see <see cref="HttpCivilRegistry"/>.
/// </summary>
/// <param name="once">For instructions.</param>
/// <param name="repeated">For what moves no money.</param>
internal sealed class HttpPaymentPartner(GatewayChannel once, GatewayChannel repeated) : IWalletPartner
{
    private static readonly PaymentReply Unknown = new(PaymentStatus.Unknown);

    public async Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) =>
        await repeated.TellAsync("account-checks", check, KeyOf("check", check.Reference), cancellation) is 200 or 202;

    public async Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default)
    {
        var answer = await once.AskAsync<Answer>("instructions", instruction, KeyOf("pay", instruction.Reference), cancellation);
        return ReplyOf(answer, instruction.Reference) is { Status: not PaymentStatus.NotFound } reply ? reply : Unknown;
    }

    public async Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) =>
        ReplyOf(await repeated.AskAsync<Answer>("inquiries", new { reference, provider }, null, cancellation), reference);

    public async Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default)
    {
        var answer = await repeated.AskAsync<Answer>("stops", new { reference, provider }, null, cancellation);
        return answer?.Reference != reference ? StopOutcome.Unknown : answer.Status switch
        {
            "stopped" => StopOutcome.Stopped,
            "tooLate" => StopOutcome.TooLate,
            _ => StopOutcome.Unknown,
        };
    }

    private static PaymentReply ReplyOf(Answer? answer, string reference) => answer?.Reference != reference || !TransferLimits.IsRupiah(answer.Currency) ? Unknown : answer.Status switch
    {
        "accepted" => new PaymentReply(PaymentStatus.Accepted, answer.TransactionId, answer.Reason, answer.Amount),
        "succeeded" => new PaymentReply(PaymentStatus.Succeeded, answer.TransactionId, answer.Reason, answer.Amount),
        "failed" => new PaymentReply(PaymentStatus.Failed, answer.TransactionId, answer.Reason, answer.Amount),
        "notFound" => new PaymentReply(PaymentStatus.NotFound),
        _ => Unknown,
    };

    private static string KeyOf(string what, string reference) => $"{what}-{reference}";

    private sealed record Answer(string? Reference, string? Status, string? TransactionId, string? Reason, long? Amount, string? Currency = null);
}
