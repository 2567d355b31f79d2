using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Complaints;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Complaints;

/// <summary>An undecided complaint is in the staff's list, once, whatever crashes; a decided one is not.</summary>
public class ComplaintQueueTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Decision_CrashAtAnyCommit_LeavesTheComplaintListedUntilDecided(bool afterCommit)
    {
        for (var point = 1; point <= 5; point++)
        {
            await using var harness = await PipelineHarness.StartAsync();
            var id = await harness.AddVerifiedAsync(1);
            var complaint = await FileAsync(harness, id, "other");
            harness.Tables.CrashAt(point, afterCommit);
            await Task.WhenAny(DecideAsync(harness, "rina", complaint, "reject"), harness.Tables.Crashed);
            await harness.RestartAsync();

            Assert.Equal(await StateAsync(harness, id) == "open" ? [complaint] : [], await ListAsync(harness));
            if (await StateAsync(harness, id) == "open")
            {
                Assert.Equal(200, (await DecideAsync(harness, "rina", complaint, "reject")).Status);
            }

            await harness.AdvanceAsync(TimeSpan.FromHours(2));
            Assert.Empty(await ListAsync(harness));
            Assert.Empty(await IndexAsync(harness));
        }
    }

    [Fact]
    public async Task Filing_DecidedTwiceForAWriterMeanwhile_IsListedOnce()
    {
        var meanwhile = new Meanwhile();
        await using var harness = await PipelineHarness.StartAsync(decorate: meanwhile.Over);
        var id = await harness.AddVerifiedAsync(1);
        await harness.AdvanceToAsync(Midnight - TimeSpan.FromSeconds(1));
        meanwhile.Act = async () =>
        {
            await harness.Clock.AdvanceToAsync(Midnight);
            await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
            {
                change.Participant = change.Participant with { Language = "en" };
                return ValueTask.FromResult(true);
            });
        };

        var complaint = await FileAsync(harness, id, "other");

        Assert.Null(meanwhile.Act);
        Assert.Equal([complaint], await ListAsync(harness));
        Assert.Single(await IndexAsync(harness));
    }

    [Fact]
    public async Task Appeal_WhileTheDecisionIsBeingClosed_StaysListed()
    {
        var meanwhile = new Meanwhile { Table = ComplaintStore.Table };
        await using var harness = await PipelineHarness.StartAsync(decorate: meanwhile.Over);
        var id = await harness.AddVerifiedAsync(1);
        var complaint = await FileAsync(harness, id, "other");
        meanwhile.Act = async () => Assert.Equal(201, (await harness.AsAsync(id, "POST", $"/api/me/complaints/{complaint}/appeal", new { text = "Look again." })).Status);

        Assert.Equal(200, (await DecideAsync(harness, "rina", complaint, "reject")).Status);

        Assert.Equal("appealed", await StateAsync(harness, id));
        Assert.Equal([complaint], await ListAsync(harness));
    }

    [Theory]
    [InlineData("identity", ParticipantState.Verifying)]
    [InlineData("selection", ParticipantState.Verifying)]
    [InlineData("payment", ParticipantState.Refused)]
    public async Task RejectedIdentity_ComplaintUpheld_IsDecidedByAReviewerAgain(string category, ParticipantState state)
    {
        await using var harness = await PipelineHarness.StartAsync();
        harness.World.Face = 10;
        var token = await harness.RegisterAsync("a", "3273014403950001", "+6281234567890");
        await ReviewAsync(harness, "reject");
        var id = harness.IdOf(token);
        Assert.Equal(ParticipantState.Refused, (await harness.FindAsync(id)).State);
        harness.World.Face = 95;

        Assert.Equal(200, (await DecideAsync(harness, "rina", await FileAsync(harness, id, category), "uphold")).Status);
        await harness.SettleAsync();

        Assert.Equal(state, (await harness.FindAsync(id)).State);
        if (state == ParticipantState.Verifying)
        {
            Assert.Equal(["complaint"], await ReviewAsync(harness, "approve"));
            Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(id)).State);
        }
    }

    [Fact]
    public async Task Overdue_EachMorning_AreCounted()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        await FileAsync(harness, id, "other");
        var decided = await FileAsync(harness, id, "payment");
        await DecideAsync(harness, "rina", decided, "uphold");

        await harness.RunTimerAsync("overdue-complaints");
        Assert.Empty(harness.Log.Lines);
        await harness.AdvanceAsync(TimeSpan.FromDays(15));
        await harness.RunTimerAsync("overdue-complaints");

        Assert.StartsWith("1 complaints", Assert.Single(harness.Log.Lines), StringComparison.Ordinal);
    }

    private static DateTimeOffset Midnight { get; } = new(PipelineHarness.Beginning.Date.AddDays(1), TimeSpan.FromHours(7));

    private static async Task<string> FileAsync(PipelineHarness harness, string id, string category) =>
        (await harness.AsAsync(id, "POST", "/api/me/complaints", new { category, text = "Slow." })).Json["complaint"]!.GetValue<string>();

    private static Task<Answer> DecideAsync(PipelineHarness harness, string staff, string id, string decision) =>
        harness.AsStaffAsync(Access.Reviewer, staff, "POST", $"/api/admin/complaints/{id}/decision", new { decision, reason = "looked into" });

    private static async Task<string> StateAsync(PipelineHarness harness, string id) =>
        (await harness.AsAsync(id, "GET", "/api/me/complaints")).Json["items"]![0]!["state"]!.GetValue<string>();

    private static async Task<string[]> ListAsync(PipelineHarness harness) =>
        [.. (await harness.AsStaffAsync(Access.Auditor, "ani", "GET", "/api/admin/complaints")).Json["items"]!.AsArray().Select(i => i!["complaint"]!["complaint"]!.GetValue<string>())];

    private static async Task<IReadOnlyList<TableRow>> IndexAsync(PipelineHarness harness) =>
        (await harness.Get<ITableStore>().ScanAsync(ComplaintStore.Table, ComplaintStore.OpenPartition, RowRange.All, 100)).Rows;

    /// <summary>Decides the one open review: why it was one.</summary>
    private static async Task<string[]> ReviewAsync(PipelineHarness harness, string decision)
    {
        var review = Assert.Single((await harness.AsStaffAsync(Access.Reviewer, "budi", "GET", "/api/admin/reviews")).Json["items"]!.AsArray())!;
        await harness.AsStaffAsync(Access.Reviewer, "budi", "POST", $"/api/admin/reviews/{review["id"]}", new { decision, reason = "compared" });
        await harness.SettleAsync();
        return [.. review["causes"]!.AsArray().Select(c => c!.GetValue<string>())];
    }

    /// <summary>Something else that happens, once, before a commit that writes or deletes a complaint.</summary>
    private sealed class Meanwhile
    {
        public string Table { get; init; } = ParticipantKeys.Table;

        public Func<Task>? Act { get; set; }

        public ITableStore Over(ITableStore inner) => new Store(this, inner);

        private async Task HappenAsync(string table, IReadOnlyList<TableWrite> writes)
        {
            var touches = writes.Any(w => Table == ParticipantKeys.Table ? w.Row.StartsWith("c|", StringComparison.Ordinal) : w is TableWrite.Delete);
            if (table == Table && touches && Act is { } act)
            {
                Act = null;
                await act();
            }
        }

        private sealed class Store(Meanwhile meanwhile, ITableStore inner) : ITableStore
        {
            public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
                inner.GetAsync(table, partition, row, cancellation);

            public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
            {
                await meanwhile.HappenAsync(table, writes);
                return await inner.CommitAsync(table, partition, writes, cancellation);
            }

            public Task<TablePage> ScanAsync(
                string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
                inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
