using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Prakerja.Azure.Tests.Keys;

/// <summary>Azure Key Vault's REST interface with real keys of .NET behind it, for the SDK's real pipeline to talk to.</summary>
internal sealed class FakeVault(TimeProvider clock) : HttpMessageHandler
{
    public const string Host = "kv-test.vault.azure.net";
    private readonly Dictionary<string, List<FakeKey>> keys = new(StringComparer.Ordinal);
    private readonly List<string> calls = [];

    public Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Verbs and paths, without those that asked where to get a token.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (calls)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Called before (false) and after (true) each request takes effect; an answer or an exception takes the place of the vault's.</summary>
    public Func<bool, HttpResponseMessage?> Trouble { get; set; } = _ => null;

    public FakeKey Add(string name, AsymmetricAlgorithm key)
    {
        var version = new FakeKey(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), key, clock.GetUtcNow());
        keys.TryAdd(name, []);
        keys[name].Add(version);
        return version;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            return Challenge();
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (calls)
        {
            calls.Add($"{request.Method} {request.RequestUri!.AbsolutePath.ToLowerInvariant()}");
            return Trouble(false) ?? (Answer(request, body) is var answer ? Trouble(true) ?? answer : answer);
        }
    }

    private static HttpResponseMessage Challenge()
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", """Bearer authorization="https://login.microsoftonline.com/tenant", resource="https://vault.azure.net" """);
        return response;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string body) => request.RequestUri!.AbsolutePath.Trim('/').Split('/') switch
    {
        ["secrets", var name] => Secrets.TryGetValue(name, out var value) ? Json(new JsonObject { ["value"] = value, ["id"] = $"https://{Host}/secrets/{name}/1" }) : NotFound("Secret"),
        ["keys", var name, "versions"] => Versions(name),
        ["keys", var name] => keys.TryGetValue(name, out var all) ? Json(all[^1].Bundle(name)) : NotFound("Key"),
        ["keys", var name, var version] => Find(name, version) is { } key ? Json(key.Bundle(name)) : NotFound("Key"),
        ["keys", var name, var version, var operation] => Find(name, version) is { } key ? Run(key, name, operation, JsonNode.Parse(body)!) : NotFound("Key"),
        _ => NotFound("Path"),
    };

    private HttpResponseMessage Versions(string name) => Json(new JsonObject
    {
        ["value"] = new JsonArray([.. keys.GetValueOrDefault(name, []).Select(k => new JsonObject { ["kid"] = k.Uri(name), ["attributes"] = k.Attributes })]),
        ["nextLink"] = null,
    });

    private static HttpResponseMessage Run(FakeKey key, string name, string operation, JsonNode body)
    {
        if (!key.Enabled)
        {
            return Error(HttpStatusCode.Forbidden, "KeyDisabled");
        }

        try
        {
            var result = key.Run(operation.ToLowerInvariant(), body["alg"]!.GetValue<string>(), Base64Url.DecodeFromChars(body["value"]!.GetValue<string>()));
            return Json(new JsonObject { ["kid"] = key.Uri(name), ["value"] = Base64Url.EncodeToString(result) });
        }
        catch (CryptographicException)
        {
            return Error(HttpStatusCode.BadRequest, "BadParameter");
        }
    }

    private FakeKey? Find(string name, string version) => keys.GetValueOrDefault(name, []).Find(k => k.Version == version);

    private static HttpResponseMessage NotFound(string what) => Error(HttpStatusCode.NotFound, $"{what}NotFound");

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = code } }, status);

    private static HttpResponseMessage Json(JsonObject body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = JsonContent.Create(body) };
}
