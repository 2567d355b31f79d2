using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Prakerja.Azure.Gateways;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class GatewayCredentialsTests
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(24);

    [Fact]
    public async Task Scope_IsATokenOfTheManagedIdentity()
    {
        await using var bench = await StartAsync(("scope", "api://registry/.default"));
        await AskAsync(bench);
        Assert.Equal("Bearer token", Assert.Single(bench.Service.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Secret_SignsTheBytesThatTravel()
    {
        await using var bench = await StartAsync(("secret", "gateway-civil"), ("clientCode", "prakerja-id"));
        var secret = bench.Vault.Vault.Secrets["gateway-civil"] = "whsec_" + Convert.ToBase64String(Secret);
        await AskAsync(bench);
        var request = Assert.Single(bench.Service.Requests);
        Assert.Equal("prakerja-id", request.Headers["client_code"]);
        Assert.Equal(bench.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(), request.Headers["webhook-timestamp"]);
        Assert.Equal(StandardWebhook.Of(secret, request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Body), request.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Secret_Rotated_IsUsedWithinFiveMinutes()
    {
        await using var bench = await StartAsync(("secret", "gateway-civil"));
        bench.Vault.Vault.Secrets["gateway-civil"] = "whsec_b25l";
        await AskAsync(bench);
        var rotated = bench.Vault.Vault.Secrets["gateway-civil"] = "whsec_dHdv";
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(bench);
        var request = bench.Service.Requests.Last();
        Assert.Equal(StandardWebhook.Of(rotated, request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Body), request.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Neither_IsATokenThatThePublishedKeysVerify()
    {
        await using var bench = await StartAsync();
        await AskAsync(bench);
        await AskAsync(bench);
        var parts = bench.Service.Requests.First().Headers["Authorization"]["Bearer ".Length..].Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal(("prakerja", $"{bench.Service.Url}/"), ((string)claims["iss"]!, (string)claims["aud"]!));
        Assert.Equal(600, (long)claims["exp"]! - (long)claims["iat"]!);
        using var key = KeyOf(bench.Get<IKeyVault>().JsonWebKeySet, (string)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["kid"]!);
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        Assert.Single(bench.Vault.Vault.Calls, c => c.EndsWith("/sign", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("registry")]
    [InlineData("http://registry.example")]
    [InlineData("ftp://registry.example")]
    public void Settings_NoHttpsAddress_AreRefusedByName(string? url)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gateways:payments:url", url)]).Build();
        var error = Assert.Throws<InvalidOperationException>(() => GatewaySettings.Read(configuration, GatewaySettings.Payments));
        Assert.Contains("Gateways__payments__url", error.Message, StringComparison.Ordinal);
    }

    private static Task<GatewayBench> StartAsync(params (string Name, string Value)[] settings) => GatewayBench.StartAsync(
        settings.ToDictionary(s => $"Gateways:civilRegistry:{s.Name}", s => (string?)s.Value, StringComparer.Ordinal));

    private static async Task AskAsync(GatewayBench bench)
    {
        bench.Answer(200, """{"outcome":"mismatch"}""");
        var query = new CivilQuery("1", "2", "A", "B", new DateOnly(2000, 1, 1), "female", "C", "32.73");
        Assert.Equal(CivilOutcome.Mismatch, (await bench.Get<ICivilRegistry>().CheckAsync(query)).Outcome);
    }

    private static ECDsa KeyOf(string set, string id)
    {
        var jwk = JsonNode.Parse(set)!["keys"]!.AsArray().Single(k => (string)k!["kid"]! == id)!;
        var (x, y) = (Base64Url.DecodeFromChars((string)jwk["x"]!), Base64Url.DecodeFromChars((string)jwk["y"]!));
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
    }
}
