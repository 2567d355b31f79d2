using System.Text.Json;
using System.Text.Json.Nodes;
using Prakerja.Local.Sandbox.Messages;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline;

namespace Prakerja.Local.Simulation;

/// <summary>What simulated people share: the calendar, the way to call the programme, and what it sends them.</summary>
internal sealed class SimulationWorld(Agenda agenda, InProcessHttp http, SandboxMessenger messages, SandboxOperators operators, IWebhookSender partners, long seed)
{
    public Agenda Agenda => agenda;

    public DateTimeOffset Now => agenda.Now;

    public IWebhookSender Partners => partners;

    /// <summary>Last moment of the programme year.</summary>
    public required DateTimeOffset End { get; init; }

    public required Troubles Troubles { get; init; }

    /// <summary>The books of banks and wallets, where their behaviour is set.</summary>
    public required PaymentBook Payments { get; init; }

    /// <summary>Answers other than 2xx to calls that were expected to be taken, by call and status.</summary>
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    public Dice DiceOf(int person) => new(seed, person, 91);

    public string Operator(string role, int which = 0) =>
        operators.All.Where(o => o.Roles.Contains(role, StringComparer.Ordinal)).ElementAt(which).Token;

    public async Task<string?> CodeAsync(string to) => (await messages.ReadAsync(to)).LastOrDefault(m => m.Code is not null)?.Code;

    /// <summary>Null where the call was refused; the refusal is counted.</summary>
    public async Task<JsonNode?> CallAsync(string method, string path, object? body, string? token)
    {
        var (bytes, type) = body is (byte[] raw, string media) ? (raw, media) : (body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, PipelineJson.Options), "application/json");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept-Language"] = "en" };
        if (token is not null)
        {
            headers["Authorization"] = $"Bearer {token}";
        }

        if (bytes.Length > 0)
        {
            headers["Content-Type"] = type;
        }

        var answer = await http.CallAsync(method, path, headers, bytes);
        if (answer.IsSuccess)
        {
            return answer.Body.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.Body.Span);
        }

        var problem = answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body.Span)?["type"]?.GetValue<string>();
        var refusal = $"{method} {path.Split('?')[0]} {answer.Status} {problem}";
        Refusals[refusal] = Refusals.GetValueOrDefault(refusal) + 1;
        return null;
    }
}
