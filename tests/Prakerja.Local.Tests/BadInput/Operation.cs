using System.Text.Json.Nodes;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>One call that the host serves, from its own OpenAPI document; those of the sandbox from api.md.</summary>
/// <param name="Roles">Who may call; empty: anybody, or whoever signs.</param>
public sealed record Operation(string Id, string Method, string Path, IReadOnlyList<string> Roles, bool HasBody, IReadOnlyList<string> Query)
{
    private static readonly (string Prefix, string Family)[] Families =
    [
        ("/api/accounts", "accounts"), ("/api/sessions", "sessions"), ("/api/me/photos", "photos"), ("/api/me/test", "assessments"), ("/api/me/surveys", "assessments"),
        ("/api/me/batch", "joining"), ("/api/batches", "joining"), ("/api/me/payment-account", "payment-account"), ("/api/me/purchases", "training"), ("/api/me/reviews", "training"),
        ("/api/courses", "training"), ("/api/me/complaints", "complaints"), ("/api/me/identity", "registration"), ("/api/me/profile", "registration"),
        ("/api/me/declaration", "registration"), ("/api/me/phone", "registration"), ("/api/me/contacts", "registration"), ("/api/me", "dashboard"), ("/api/v1", "legacy"),
        ("/api/webhooks/training", "training-webhooks"), ("/api/partners", "partners"), ("/api/webhooks/payments", "payment-webhooks"), ("/api/offices", "offices"),
        ("/api/admin/batches", "admin-batches"), ("/api/admin/reviews", "admin-reviews"), ("/api/admin/complaints", "admin-complaints"), ("/api/admin/courses", "admin-courses"),
        ("/api/admin/statements", "admin-money"), ("/api/admin/ledger", "admin-money"), ("/api/admin/payouts", "admin-money"), ("/api/admin/recoveries", "admin-money"),
        ("/api/admin/reconciliation", "admin-money"), ("/api/admin/approvals", "admin-money"), ("/api/admin/listings", "admin-listings"), ("/api/admin", "admin-people"),
        ("/sandbox", "sandbox"), ("/", "public"),
    ];

    private static readonly string[] Sandbox =
    [
        "GET /sandbox/clock", "POST /sandbox/clock", "GET /sandbox/messages", "POST /sandbox/residents", "PUT /sandbox/residents/{nik}", "PUT /sandbox/payments/{account}",
        "GET /sandbox/partners", "GET /sandbox/payments", "GET /sandbox/operators", "POST /sandbox/autoplay", "PUT /sandbox/registry", "PUT /sandbox/beacon",
    ];

    public static IReadOnlyList<string> AllFamilies { get; } = [.. Families.Select(f => f.Family).Distinct(StringComparer.Ordinal)];

    public string Family => Families.First(f => Path.StartsWith(f.Prefix, StringComparison.Ordinal)).Family;

    public IEnumerable<string> Parameters => Path.Split('/').Where(s => s.StartsWith('{')).Select(s => s[1..^1]);

    public static async Task<IReadOnlyList<Operation>> ReadAsync(RunningHost host)
    {
        var document = await host.GetOkAsync("/api/openapi.json");
        var served = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(call => Of(path.Key, call.Key, call.Value!)));
        return [.. served, .. Sandbox.Select(line => line.Split(' ')).Select(p => new Operation($"sandbox {p[0]} {p[1]}", p[0], p[1], [], p[0] != "GET", []))];
    }

    private static Operation Of(string path, string method, JsonNode call) => new(
        call["operationId"]!.GetValue<string>(), method.ToUpperInvariant(), path,
        call["x-roles"]?.GetValue<string>().Split(", ") ?? [], call["requestBody"] is not null,
        [.. (call["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == "query").Select(p => p!["name"]!.GetValue<string>())]);
}
