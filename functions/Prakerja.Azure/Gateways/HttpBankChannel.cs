using System.Net.Http.Headers;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// Banks host to host over HTTPS, behind one address, each under its own name. What they report comes to our webhooks.
/// <list type="bullet">
/// <item><c>PUT {url}/{provider}/files/{MsgId}</c> with the pain.001 as <c>application/xml</c>, and <c>GET</c> of the same → 200-202
/// <c>{"messageId","status":"received"|"accepted"|"rejected","count"?,"sum"?,"reason"?}</c>. A repeat with the same bytes changes nothing. 404 to the
/// <c>GET</c>, naming the message id and <c>"notFound"</c>, says that the bank never got the file; any other answer, that nobody knows.</item>
/// <item><c>POST {url}/{provider}/stops</c> with a camt.055 as <c>application/xml</c> → 202; the answer comes as camt.029.</item>
/// <item><c>POST {url}/account-checks</c> and <c>POST {url}/inquiries</c> as wallets have them (<see cref="HttpPaymentPartner"/>).</item>
/// </list>
/// Ours, see <see cref="HttpCivilRegistry"/>.
/// </summary>
/// <param name="once">For files: what became of one without a reply is asked, not tried again at once.</param>
/// <param name="repeated">For what moves no money.</param>
internal sealed class HttpBankChannel(GatewayChannel once, GatewayChannel repeated) : IBankChannel
{
    private static readonly BankFileReply Unknown = new(BankFileStatus.Unknown);
    private readonly HttpPaymentPartner questions = new(once, repeated);

    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) => questions.RequestAccountCheckAsync(check, cancellation);

    public async Task<BankFileReply> SendAsync(string provider, string messageId, ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        var reply = Reply(await once.CallAsync(HttpMethod.Put, PathOf(provider, messageId), () => XmlOf(file), messageId, cancellation), messageId);
        return reply.Status == BankFileStatus.NotFound ? Unknown : reply;
    }

    public async Task<BankFileReply> AskAsync(string provider, string messageId, CancellationToken cancellation = default) =>
        Reply(await repeated.CallAsync(HttpMethod.Get, PathOf(provider, messageId), null, null, cancellation), messageId);

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) => questions.InquireAsync(provider, reference, cancellation);

    public async Task<bool> RequestStopAsync(string provider, string messageId, ReadOnlyMemory<byte> request, CancellationToken cancellation = default) =>
        await repeated.CallAsync(HttpMethod.Post, $"{Uri.EscapeDataString(provider)}/stops", () => XmlOf(request), messageId, cancellation) is { Status: 200 or 202 };

    private BankFileReply Reply(GatewayAnswer? answer, string messageId)
    {
        if (answer is not { Status: 200 or 201 or 202 or 404 } || repeated.Read<Answer>("files", answer.Body) is not { } read || read.MessageId != messageId)
        {
            return Unknown;
        }

        return (answer.Status, read.Status) switch
        {
            (404, "notFound") => new BankFileReply(BankFileStatus.NotFound),
            (404, _) => Unknown,
            _ when read.Sum is < 0 or > TransferLimits.Largest => Unknown,
            (_, "received") => new BankFileReply(BankFileStatus.Received, read.Count, read.Sum),
            (_, "accepted") => new BankFileReply(BankFileStatus.Accepted, read.Count, read.Sum),
            (_, "rejected") => new BankFileReply(BankFileStatus.Rejected, Reason: read.Reason),
            _ => Unknown,
        };
    }

    private static string PathOf(string provider, string messageId) => $"{Uri.EscapeDataString(provider)}/files/{Uri.EscapeDataString(messageId)}";

    private static ReadOnlyMemoryContent XmlOf(ReadOnlyMemory<byte> file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } };

    private sealed record Answer(string? MessageId, string? Status, int? Count = null, long? Sum = null, string? Reason = null);
}
