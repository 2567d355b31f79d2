using System.Security.Cryptography;
using Prakerja.Azure.Partners;
using Prakerja.Azure.Tests.Keys;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Partners;

public sealed class TablePartnerDirectoryTests
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Find_Registered_ByIdAndByClientCode()
    {
        var (registry, directory) = await StartAsync();
        var key = await RegisterAsync(registry);
        var partner = await directory.FindByClientCodeAsync("blk_bdg");
        Assert.Equal(key, Assert.Single(partner!.SigningKeys).Value);
        Assert.Equal(partner, await directory.FindByIdAsync("blk-bandung"));
    }

    [Fact]
    public async Task Find_NewKeys_HoldWithinAMinute()
    {
        var (registry, directory) = await StartAsync();
        await RegisterAsync(registry);
        await directory.FindByIdAsync("blk-bandung");
        var renewed = await RegisterAsync(registry);
        Assert.Single((await directory.FindByIdAsync("blk-bandung"))!.SigningKeys);
        bench.Clock.Advance(TablePartnerDirectory.Fresh);
        Assert.Equal(renewed, (await directory.FindByIdAsync("blk-bandung"))!.SigningKeys[^1].Value);
    }

    [Fact]
    public async Task Find_Unknown_IsNobodyAndNotKeptSo()
    {
        var (registry, directory) = await StartAsync();
        Assert.Null(await directory.FindByClientCodeAsync("blk_bdg"));
        Assert.Null(await directory.FindByIdAsync("blk-bandung"));
        Assert.Null(await directory.FindByClientCodeAsync("a/b#c"));
        await RegisterAsync(registry);
        Assert.NotNull(await directory.FindByClientCodeAsync("blk_bdg"));
    }

    [Fact]
    public async Task Table_OfPartners_HasNoKeyInTheClear()
    {
        var (registry, _) = await StartAsync();
        var key = await RegisterAsync(registry);
        Assert.DoesNotContain(bench.Tables.Rows, row => System.Text.Encoding.UTF8.GetString(row.Body.Span).Contains(key, StringComparison.Ordinal));
    }

    private async Task<(PartnerRegistry Registry, TablePartnerDirectory Directory)> StartAsync()
    {
        var registry = new PartnerRegistry(bench.Tables, await bench.OpenAsync(), new TestRandom());
        return (registry, new TablePartnerDirectory(registry, bench.Clock));
    }

    /// <summary>Registers, or renews the keys; the new signing key.</summary>
    private async Task<string> RegisterAsync(PartnerRegistry registry)
    {
        var (seed, wrapped) = await registry.NewSeedAsync();
        var now = bench.Clock.GetUtcNow();
        var proposal = new PartnerProposal("ani", now, true, 7, wrapped);
        if (await registry.FindAsync("blk-bandung") is { } found)
        {
            Assert.True(await registry.ReplaceAsync(found.Entry.Approve(proposal, now), found.ETag));
        }
        else
        {
            Assert.True(await registry.AddAsync(new PartnerEntry("blk-bandung", PartnerKind.Institution, "blk_bdg", true, [], null).Approve(proposal, now)));
        }

        return PartnerRegistry.KeysOf(seed).Key;
    }

    private sealed class TestRandom : IRandomSource
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }
}
