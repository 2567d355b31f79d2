using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Audit;

public class AuditTrailTests
{
    [Fact]
    public async Task Chain_AsWritten_IsWhole()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var trail = await FilledAsync(harness);

        Assert.Null(await trail.FindBreakAsync(AuditTrail.ChainOf("one")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Chain_WithAChangedRecord_BreaksThere(long seq)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var trail = await FilledAsync(harness);
        var record = (await trail.ReadAsync(AuditTrail.ChainOf("one"), seq - 1, 1)).Single();

        await WriteAsync(harness, new TableWrite.Upsert($"r|{seq:D12}", PipelineJson.Write(record with { Actor = "nobody" })));

        Assert.Equal(seq, await trail.FindBreakAsync(AuditTrail.ChainOf("one")));
    }

    [Fact]
    public async Task Chain_CutAtItsEnd_BreaksThere()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var trail = await FilledAsync(harness);

        await WriteAsync(harness, new TableWrite.Delete($"r|{3:D12}"));

        Assert.Equal(3, await trail.FindBreakAsync(AuditTrail.ChainOf("one")));
    }

    [Fact]
    public async Task Root_OfADay_IsPublishedOnceAndRecomputesFromItsDocument()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var trail = await FilledAsync(harness);
        await harness.RunTimerAsync("audit-root");
        await trail.AppendAsync("ani", "later", "one");
        await harness.RunTimerAsync("audit-root");
        await harness.AdvanceAsync(TimeSpan.FromDays(1));
        await harness.RunTimerAsync("audit-root");

        var roots = (await harness.SendAsync("GET", "/api/public/audit/roots")).Json["items"]!.AsArray();
        var document = await harness.SendAsync("GET", $"/api/public/audit/roots/{roots[0]!["day"]}");

        Assert.Equal(2, roots.Count);
        Assert.Equal(roots[0]!["root"]!.GetValue<string>(), roots[1]!["previousRoot"]!.GetValue<string>());
        Assert.NotEqual(roots[0]!["root"]!.GetValue<string>(), roots[1]!["root"]!.GetValue<string>());
        Assert.Equal(roots[0]!["root"]!.GetValue<string>(), RootOf(document.Json["heads"]!.AsArray()));
        Assert.Contains(document.Json["heads"]!.AsArray(), h => h!.GetValue<string>().StartsWith($"{AuditTrail.ChainOf("one")}|3|", StringComparison.Ordinal));
        Assert.True(SignatureIsRight(harness, roots[0]!["signature"]!.GetValue<string>(), document.Bytes));
    }

    [Fact]
    public async Task Roots_OfDaysWithoutAHost_AreMadeUpAsTheChainsStood()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var trail = harness.Get<AuditTrail>();
        await harness.RunTimerAsync("audit-root");
        for (var day = 1; day <= 3; day++)
        {
            await trail.AppendAsync("ani", $"day-{day}", "one");
            await harness.AdvanceAsync(TimeSpan.FromDays(1));
        }

        await harness.RunTimerAsync("audit-root");
        await harness.RunTimerAsync("audit-root");

        var roots = (await harness.SendAsync("GET", "/api/public/audit/roots")).Json["items"]!.AsArray().Select(r => r!).ToArray();
        Assert.Equal(["2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07"], roots.Select(r => (string)r["day"]!));
        Assert.Equal(roots.SkipLast(1).Select(r => (string)r["root"]!), roots.Skip(1).Select(r => (string)r["previousRoot"]!));
        var stood = new List<string>();
        foreach (var root in roots)
        {
            var heads = (await harness.SendAsync("GET", $"/api/public/audit/roots/{root["day"]}")).Json["heads"]!.AsArray();
            stood.Add(heads.Select(h => (string)h!).Single(h => h.StartsWith($"{AuditTrail.ChainOf("one")}|", StringComparison.Ordinal)).Split('|')[1]);
            Assert.Equal((string)root["root"]!, RootOf(heads));
        }

        Assert.Equal(["0", "1", "2", "3"], stood);
    }

    [Fact]
    public async Task Acts_OnBatchesCoursesAndMoney_AreOnRecord()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/hold", new { reason = "a leak" });
        await harness.ReleaseAsync(batch);
        await harness.CancelAsync(batch);
        var course = await harness.AddCourseAsync(state: Pipeline.Training.CourseState.Submitted);
        Assert.Equal(200, (await harness.AsOperatorAsync("ani", "POST", $"/api/admin/courses/{course}/validation", new { decision = "approve" })).Status);
        var statement = "[]"u8.ToArray();
        Assert.Equal(200, (await harness.SendAsync("POST", "/api/admin/statements", statement, TestOperators.Token(Access.Finance, "fani"), ("Content-Type", "application/json"))).Status);

        Assert.Equal(
            ["ani draft-batch", "budi approve-batch", "ani hold-batch", "ani propose-released", "budi approve-released", "ani propose-cancelled", "budi approve-cancelled"],
            await ActsAsync(harness, $"batch-{batch}"));
        Assert.Equal(["ani approve-course"], await ActsAsync(harness, course));
        Assert.Equal(["fani post-statement"], await ActsAsync(harness, ShortHash.Of(statement)));
    }

    private static async Task<string[]> ActsAsync(PipelineHarness harness, string subject) =>
    [
        .. (await harness.AsStaffAsync(Access.Auditor, "dewi", "GET", $"/api/admin/audit?subject={subject}")).Json["items"]!.AsArray()
            .Select(r => $"{r!["actor"]} {r["action"]}"),
    ];

    [Fact]
    public async Task List_ForAuditors_PagesThroughAllChains()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await FilledAsync(harness);
        var seen = new List<string>();
        string? cursor = "";
        for (var pages = 0; cursor is not null && pages < 10; pages++)
        {
            var page = await harness.AsStaffAsync(Access.Auditor, "ani", "GET", $"/api/admin/audit?limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(page.Json["items"]!.AsArray().Select(r => r!["action"]!.GetValue<string>()));
            cursor = page.Json["next"]?.GetValue<string>();
        }

        Assert.Equal(["other", "read-1", "read-2", "read-3"], seen.Order(StringComparer.Ordinal));
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Operator, "budi", "GET", "/api/admin/audit")).Status);
        Assert.Equal(3, (await harness.AsStaffAsync(Access.Auditor, "ani", "GET", "/api/admin/audit?subject=one")).Json["items"]!.AsArray().Count);
    }

    private static async Task<AuditTrail> FilledAsync(PipelineHarness harness)
    {
        var trail = harness.Get<AuditTrail>();
        for (var i = 1; i <= 3; i++)
        {
            await trail.AppendAsync("ani", $"read-{i}", "one");
        }

        await trail.AppendAsync("budi", "other", "two");
        return trail;
    }

    private static Task<CommitResult> WriteAsync(PipelineHarness harness, TableWrite write) =>
        harness.Get<ITableStore>().CommitAsync(AuditTrail.Table, AuditTrail.ChainOf("one"), [write]);

    private static string RootOf(JsonArray heads) =>
        MerkleTree.Root(heads.Select(h => MerkleTree.Leaf(Encoding.ASCII.GetBytes(h!.GetValue<string>())))).ToString();

    private static bool SignatureIsRight(PipelineHarness harness, string signature, byte[] document)
    {
        var jws = Assert.IsType<DocumentRead<DetachedJws>.Accepted>(DetachedJws.Parse(signature)).Value;
        var keys = Assert.IsType<DocumentRead<JsonWebKeys>.Accepted>(JsonWebKeys.Parse(Encoding.UTF8.GetBytes(harness.Get<IKeyVault>().JsonWebKeySet))).Value;
        using var digest = jws.StartDigest();
        digest.Append(document);
        return jws.Verify(keys, digest) is null;
    }
}
