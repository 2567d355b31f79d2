using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutCasesTests
{
    [Fact]
    public async Task List_OfAStateThatIsNone_NamesAllThereAre()
    {
        await using var bench = await PaymentBench.StartAsync();
        var answer = await bench.Harness.AsStaffAsync(Access.Finance, "f", "GET", "/api/admin/payouts?state=bogus");
        Assert.All(CaseKinds.All, kind => Assert.Contains(kind, answer.Json["errors"]!["state"]![0]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenOnes_AmongManyClosed_AreReadAlone()
    {
        WatchedScans scans = null!;
        await using var harness = await PipelineHarness.StartAsync(decorate: tables => scans = new WatchedScans(tables, PayoutCases.Table));
        var cases = harness.Get<PayoutCases>();
        for (var number = 1; number <= 20; number++)
        {
            await cases.OpenAsync(CaseKinds.Recovery, "paid-twice", $"c{number}", $"file/{number % 10}", null, number);
        }

        for (var number = 3; number <= 20; number++)
        {
            await cases.CloseAsync(CaseKinds.Recovery, string.Create(CultureInfo.InvariantCulture, $"c{number}"));
        }

        await cases.ChangeAsync(CaseKinds.Recovery, "c2", c => ValueTask.FromResult(c with { Owner = "fitri" }));
        await cases.ChangeAsync(CaseKinds.Recovery, "c20", c => ValueTask.FromResult(c with { Owner = "late" }));
        await cases.OpenAsync(CaseKinds.Recovery, "paid-twice", "c3", "file/3", null, 3);

        scans.Rows = 0;
        Assert.Equal(["c1", "c2:fitri"], await cases.OpenOnesAsync(CaseKinds.Recovery).Select(NameOf).Order(StringComparer.Ordinal).ToListAsync());
        Assert.Equal(["c2:fitri"], await cases.OpenAboutAsync(CaseKinds.Recovery, "file/2").Select(NameOf).ToListAsync());
        Assert.Equal(["c1", "c2:fitri"], (await ListAsync(harness, "status=open&limit=1")).Order(StringComparer.Ordinal));
        Assert.Equal(2 + 1 + 3, scans.Rows);
        Assert.Equal(20, (await ListAsync(harness, "limit=7")).Count);
        Assert.Equal(18, (await ListAsync(harness, "status=closed&limit=7")).Count);
    }

    private static string NameOf(PayoutCase c) => c.Owner is null ? c.Id : $"{c.Id}:{c.Owner}";

    /// <summary>All pages.</summary>
    private static async Task<List<string>> ListAsync(PipelineHarness harness, string query)
    {
        var (names, next) = (new List<string>(), "");
        while (true)
        {
            var page = (await harness.AsStaffAsync(Access.Auditor, "ani", "GET", $"/api/admin/payouts?state=recovery&{query}{next}")).Json;
            names.AddRange(page["items"]!.AsArray().Select(c => (string?)c!["owner"] is { } owner ? $"{c["id"]}:{owner}" : $"{c["id"]}"));
            if ((string?)page["next"] is not { } cursor)
            {
                return names;
            }

            next = $"&cursor={cursor}";
        }
    }
}
