using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Tests.Admin;

public class ListingsTests
{
    private const string Path = "/api/admin/listings";

    [Fact]
    public async Task Listing_ApprovedByAnother_TakesEffect()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var niks = Enumerable.Range(1, 2500).Select(n => $"327301440395{n:D4}").ToArray();
        var imported = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, new { list = "Kemnaker 2026-01", niks });
        var id = imported.Json["listing"]!.GetValue<string>();
        Assert.Equal((201, 2500, "draft"), (imported.Status, imported.Json["count"]!.GetValue<int>(), imported.Json["state"]!.GetValue<string>()));
        Assert.False(await IsListedAsync(harness, niks[0]));

        Assert.Equal(403, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", $"{Path}/{id}/approval")).Status);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/{id}/approval")).Status);
        await harness.SettleAsync();

        foreach (var nik in niks)
        {
            Assert.True(await IsListedAsync(harness, nik), nik);
        }

        Assert.Equal("applied", (await harness.AsStaffAsync(Access.Operator, "ani", "GET", Path)).Json["items"]![0]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Listing_Csv_NamesMalformedNiksByLine()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var csv = Encoding.UTF8.GetBytes("nik\r\n3273014403950001\r\n12\r\n3273014403950002\r\n3273019903950002\r\n");

        var refused = await harness.SendAsync("POST", Path + "?list=x", csv, TestOperators.Token(Access.Operator, "ani"), ("Content-Type", "text/csv"));

        Assert.Equal(400, refused.Status);
        Assert.Equal(["line 3", "line 5"], refused.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Empty((await harness.AsStaffAsync(Access.Operator, "ani", "GET", Path)).Json["items"]!.AsArray());
    }

    private static async Task<bool> IsListedAsync(PipelineHarness harness, string nik) =>
        await harness.Get<Listings>().IsListedAsync(harness.Get<BlindIndex>().Nik(nik));
}
