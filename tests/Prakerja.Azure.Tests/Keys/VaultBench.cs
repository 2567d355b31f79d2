using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prakerja.Azure.Keys;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Keys;

/// <summary>A vault as the deployment leaves it, a table store and a clock; processes are opened on them.</summary>
internal sealed class VaultBench
{
    public static readonly KeyVaultSettings Settings = new(new Uri($"https://{FakeVault.Host}/"));

    public VaultBench()
    {
        Vault = new FakeVault(Clock);
        Master = Vault.Add(Settings.MasterKey, RSA.Create(2048));
        Signing = Vault.Add(Settings.SigningKey, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        foreach (var purpose in VaultSecrets.Purposes)
        {
            Vault.Secrets[purpose] = Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(purpose)));
        }
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 31, 10, 0, 0, TimeSpan.Zero));

    public FakeVault Vault { get; }

    public FakeKey Master { get; }

    public FakeKey Signing { get; }

    public MemoryTables Tables { get; } = new();

    public VaultClients Clients => new(Settings, new TestCredential(), Configure);

    /// <summary>As another process does.</summary>
    public Task<AzureKeyVault> OpenAsync() => AzureKeyVault.OpenAsync(
        Clients, Tables, new SystemRandom(), Clock, NullLogger<AzureKeyVault>.Instance);

    private void Configure(ClientOptions options)
    {
        options.Transport = new HttpClientTransport(new HttpClient(Vault, disposeHandler: false));
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
    }

    private sealed class SystemRandom : IRandomSource
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}

internal sealed class TestCredential : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
