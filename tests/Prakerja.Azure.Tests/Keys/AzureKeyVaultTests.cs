using System.Net;
using System.Security.Cryptography;
using Azure;
using Prakerja.Azure.Keys;
using Prakerja.Contracts.Keys;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Keys;

public sealed class AzureKeyVaultTests : KeyVaultContract
{
    private static readonly byte[] DataKey = RandomNumberGenerator.GetBytes(32);
    private readonly VaultBench bench = new();

    protected override async Task<IKeyVault> OpenAsync() => await bench.OpenAsync();

    [Fact]
    public async Task Unwrap_AThousandTimes_AsksTheVaultOnce()
    {
        using var vault = await bench.OpenAsync();
        var wrapped = await vault.WrapAsync(DataKey);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(DataKey, await vault.UnwrapAsync(wrapped));
        }

        Assert.Single(bench.Vault.Calls, c => c.EndsWith("/unwrapkey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrap_AMonthLater_UsesAnotherKeyAndOpensBoth()
    {
        using var vault = await bench.OpenAsync();
        var march = await vault.WrapAsync(DataKey);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        var april = await vault.WrapAsync(DataKey);
        Assert.Equal(["202603", "202604"], bench.Tables.Rows.Select(r => r.Row));
        Assert.Equal(DataKey, await vault.UnwrapAsync(march));
        Assert.Equal(DataKey, await vault.UnwrapAsync(april));
    }

    [Fact]
    public async Task Wrap_ByManyProcessesAtOnce_MakesOneKeyThatAllUse()
    {
        var vaults = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.OpenAsync()));
        var wrapped = await Task.WhenAll(vaults.Select(v => v.WrapAsync(DataKey).AsTask()));
        Assert.Single(bench.Tables.Rows);
        Assert.All(wrapped, w => Assert.Equal(DataKey, vaults[0].UnwrapAsync(w).AsTask().GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Rotation_OfTheMasterKey_OpensWhatWasWrappedBeforeAndMovesTheRowToTheNewVersion()
    {
        var wrapped = await (await bench.OpenAsync()).WrapAsync(DataKey);
        var version = bench.Vault.Add(VaultBench.Settings.MasterKey, RSA.Create(2048)).Version;
        Assert.Equal(DataKey, await (await bench.OpenAsync()).UnwrapAsync(wrapped));
        Assert.Equal(version, PipelineJson.Read<WrappedKey>(bench.Tables.Rows.Single().Body).Version);

        bench.Master.Enabled = false;
        Assert.Equal(DataKey, await (await bench.OpenAsync()).UnwrapAsync(wrapped));
    }

    [Fact]
    public async Task Unwrap_MasterKeyDisabled_IsRefusedWithinAnHour()
    {
        using var vault = await bench.OpenAsync();
        var wrapped = await vault.WrapAsync(DataKey);
        bench.Master.Enabled = false;
        Assert.Equal(DataKey, await vault.UnwrapAsync(wrapped));
        bench.Clock.Advance(KeyEncryptionKeys.Fresh);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(async () => await vault.UnwrapAsync(wrapped));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Unwrap_VaultUnreachable_GoesOnForADay()
    {
        using var vault = await bench.OpenAsync();
        var wrapped = await vault.WrapAsync(DataKey);
        bench.Vault.Trouble = _ => throw new HttpRequestException("unreachable");
        bench.Clock.Advance(KeyEncryptionKeys.Usable - TimeSpan.FromMinutes(2));
        Assert.Equal(DataKey, await vault.UnwrapAsync(wrapped));
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await vault.UnwrapAsync(wrapped));
    }

    [Fact]
    public async Task Unwrap_KeyPlantedByWhoeverCanWriteTables_IsNotTheKeyTheyKnow()
    {
        var known = new byte[32];
        var planted = new WrappedKey(bench.Master.Version, bench.Master.Run("wrapkey", "RSA-OAEP-256", known));
        await bench.Tables.CommitAsync(KeyRows.Table, KeyRows.Partition, [new TableWrite.Insert("202603", PipelineJson.Write(planted))]);
        var wrapped = await (await bench.OpenAsync()).WrapAsync(DataKey);
        Assert.ThrowsAny<CryptographicException>(() => Pipeline.Security.Sealer.Open(known, wrapped.AsSpan(5)));
    }

    [Fact]
    public async Task Open_FaultsInAFifthOfAllRequests_LosesNothing()
    {
        var dice = new Random(20260331);
        bench.Vault.Trouble = after => dice.Next(10) != 0 ? null : (after, dice.Next(3)) switch
        {
            (false, 0) => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "0" } } },
            (false, 1) => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            _ => throw new HttpRequestException("cut"),
        };
        var wrapped = new List<byte[]>();
        for (var i = 0; i < 25; i++)
        {
            using var vault = await bench.OpenAsync();
            wrapped.Add(await vault.WrapAsync(DataKey));
            Assert.All(wrapped, w => Assert.Equal(DataKey, vault.UnwrapAsync(w).AsTask().GetAwaiter().GetResult()));
            Assert.Equal(64, (await vault.SignDigestAsync(DataKey)).Length);
        }

        Assert.Single(bench.Tables.Rows);
    }

    [Fact]
    public async Task Secret_OfAnUnknownPurpose_IsABug()
    {
        using var vault = await bench.OpenAsync();
        Assert.Throws<ArgumentException>(() => vault.Secret("lottery"));
    }

    [Fact]
    public async Task Open_SecretsMissingOrTooShort_NamesThem()
    {
        bench.Vault.Secrets.Remove("codes");
        bench.Vault.Secrets["tokens"] = "c2hvcnQ=";
        var error = await Assert.ThrowsAsync<InvalidOperationException>(bench.OpenAsync);
        Assert.Contains("kv-test.vault.azure.net/ lacks the secrets codes, tokens,", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", error.Message, StringComparison.Ordinal);
    }
}
