using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Prakerja.Contracts.Outside;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

/// <summary>The switch of the banks, played on the far side of real HTTP as the gateway's contract says.</summary>
internal sealed class PaymentService : IPaymentBench
{
    private readonly GatewayBench bench;
    private readonly ConcurrentDictionary<string, string> behaviours = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> book = new(StringComparer.Ordinal);

    private PaymentService(GatewayBench bench)
    {
        this.bench = bench;
        bench.Service.Handler = RunAsync;
    }

    public IPaymentPartner Partner => bench.Get<IWalletPartner>();

    /// <summary>How a reply gets lost: hanging, or a cut connection.</summary>
    public bool Cuts { get; init; }

    public static async Task<PaymentService> StartAsync(bool cuts = false) => new(await GatewayBench.StartAsync()) { Cuts = cuts };

    public Task BehaveAsync(string account, string behaviour)
    {
        behaviours[account] = behaviour;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<(string Reference, long Amount)>> MadeAsync() => Task.FromResult<IReadOnlyList<(string, long)>>(
        [.. book.Values.Where(b => (string?)b["status"] == "succeeded").Select(b => ((string)b["reference"]!, (long)b["amount"]!))]);

    public Task<T> WithTimeAsync<T>(Func<Task<T>> run) => bench.WithTimeAsync(run);

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private Task RunAsync(HttpContext http, Arrived request)
    {
        var body = JsonNode.Parse(request.Body)!.AsObject();
        return request.Path switch
        {
            "/api/account-checks" => LoopbackService.AnswerAsync(http, 202, ""),
            "/api/instructions" => PayAsync(http, request, body),
            "/api/stops" => LoopbackService.AnswerAsync(http, 200, Stop((string)body["reference"]!).ToJsonString()),
            "/api/inquiries" => LoopbackService.AnswerAsync(http, 200, Find((string)body["reference"]!).ToJsonString()),
            _ => LoopbackService.AnswerAsync(http, 404, ""),
        };
    }

    private Task PayAsync(HttpContext http, Arrived request, JsonObject body)
    {
        var behaviour = behaviours.GetValueOrDefault((string)body["account"]!, "pay");
        if (behaviour == "noReply")
        {
            return LoseAsync(http, request);
        }

        var reference = (string)body["reference"]!;
        var entry = behaviour == "reject" ? Entry(reference, "failed", "account-inactive") : Entry(reference, "succeeded", null, (long)body["amount"]!);
        var isNew = book.TryAdd(reference, entry);
        return behaviour == "noReplyButPaid" ? LoseAsync(http, request)
            : LoopbackService.AnswerAsync(http, 200, (isNew ? Entry(reference, "accepted", null) : Said(book[reference])).ToJsonString());
    }

    private Task LoseAsync(HttpContext http, Arrived request)
    {
        if (!Cuts)
        {
            return bench.Service.HangAsync(http, request);
        }

        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>To an instruction a closed reference has failed.</summary>
    private static JsonObject Said(JsonObject entry) => (string?)entry["status"] == "notFound" ? Entry((string)entry["reference"]!, "failed", "reference-closed") : entry;

    private JsonObject Find(string reference) => book.GetOrAdd(reference, r => Entry(r, "notFound", null));

    private JsonObject Stop(string reference) => Entry(reference, (string?)Find(reference)["status"] == "notFound" ? "stopped" : "tooLate", null);

    private static JsonObject Entry(string reference, string status, string? reason, long? amount = null) => new()
    {
        ["reference"] = reference, ["status"] = status, ["transactionId"] = $"t-{reference}", ["reason"] = reason, ["amount"] = amount,
    };
}
