using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Prakerja.Azure.Tests.Keys;

public sealed class SigningKeysTests
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Rotation_NewVersion_IsPublishedAtOnceAndSignsWhereItIsAnHourOld()
    {
        using var before = await bench.OpenAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        NewVersion();
        using var soon = await bench.OpenAsync();
        Assert.Equal(2, Ids(soon.JsonWebKeySet).Length);
        Assert.Equal(before.SigningKeyId, soon.SigningKeyId);

        bench.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await bench.OpenAsync();
        Assert.NotEqual(before.SigningKeyId, later.SigningKeyId);
        Assert.Equal(Ids(soon.JsonWebKeySet), Ids(later.JsonWebKeySet));
    }

    [Fact]
    public async Task JsonWebKeySet_OfARunningProcess_HasTheNewVersionWithinAnHour()
    {
        using var vault = await bench.OpenAsync();
        NewVersion();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, Ids(vault.JsonWebKeySet).Length);
    }

    [Fact]
    public async Task JsonWebKeySet_VaultUnreachable_StaysAsItWas()
    {
        using var vault = await bench.OpenAsync();
        var set = vault.JsonWebKeySet;
        bench.Vault.Trouble = _ => throw new HttpRequestException("unreachable");
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(set, vault.JsonWebKeySet);
    }

    [Fact]
    public async Task JsonWebKeySet_DisabledVersion_IsNotPublished()
    {
        NewVersion();
        bench.Signing.Enabled = false;
        using var vault = await bench.OpenAsync();
        Assert.Equal([vault.SigningKeyId], Ids(vault.JsonWebKeySet));
    }

    [Fact]
    public async Task Open_NoEnabledVersion_SaysWhatIsMissing()
    {
        bench.Signing.Enabled = false;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(bench.OpenAsync);
        Assert.Contains("no enabled version of the P-256 key prakerja-signing", error.Message, StringComparison.Ordinal);
    }

    private void NewVersion() => bench.Vault.Add(VaultBench.Settings.SigningKey, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static string[] Ids(string set) => [.. JsonNode.Parse(set)!["keys"]!.AsArray().Select(k => k!["kid"]!.GetValue<string>())];
}
