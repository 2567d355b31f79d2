using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Http;

/// <summary>A key belongs to one request at a time, and what is unknown stays.</summary>
public class IdempotencyOwnershipTests
{
    [Fact]
    public async Task Key_TakenOverAfter60SecondsFromAStalledRequest_TakesEffectOnceInEveryOrder()
    {
        var orders = new Interleavings(ParticipantKeys.Table);
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var tried = await orders.ExploreAsync(async run =>
        {
            var id = await harness.AddVerifiedAsync(run);
            var answers = new Reply[2];
            return (
                async () => answers[0] = await RunAsync(harness, id, TimeSpan.Zero),
                async () => answers[1] = await RunAsync(harness, id, TimeSpan.FromSeconds(60)),
                async () =>
                {
                    var effects = (await harness.FindAsync(id)).Notes;
                    Assert.Equal(1, effects);
                    Assert.All(answers, a => Assert.True(a.Status is 201 or 409));
                    Assert.Contains(answers, a => a.Status == 201);
                });
        });

        Assert.True(tried > 20, $"{tried} orders");
    }

    [Fact]
    public async Task Key_OfACommitWhoseOutcomeIsUnknown_ReplaysWhatWasStored()
    {
        var lossy = new LossyTables();
        await using var harness = await PipelineHarness.StartAsync(decorate: lossy.Over);
        var id = await harness.AddVerifiedAsync(1);
        lossy.LoseReplyOf = writes => writes.Any(w => w.Row.StartsWith("c|", StringComparison.Ordinal));

        var lost = await FileAsync(harness, id);
        lossy.LoseReplyOf = _ => false;
        var replayed = await FileAsync(harness, id);

        Assert.Equal((503, 201, "true"), (lost.Status, replayed.Status, replayed.Headers["Idempotency-Replayed"].ToString()));
        Assert.Single((await harness.AsAsync(id, "GET", "/api/me/complaints")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Key_OfARequestThatFailedUnknown_IsKeptFor60Seconds()
    {
        var lossy = new LossyTables();
        await using var harness = await PipelineHarness.StartAsync(decorate: lossy.Over);
        var id = await harness.AddVerifiedAsync(1);
        lossy.RefuseAll = writes => writes.Any(w => w.Row.StartsWith("c|", StringComparison.Ordinal));

        Assert.Equal(503, (await FileAsync(harness, id)).Status);
        lossy.RefuseAll = _ => false;
        Assert.Equal((409, "60"), (await FileAsync(harness, id)) is var running ? (running.Status, running.Headers.RetryAfter.ToString()) : default);
        await harness.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(201, (await FileAsync(harness, id)).Status);
    }

    [Fact]
    public async Task Answer_TooLargeToBeKept_IsReplayedWithoutItsBody()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        var calls = 0;
        Task<Reply> Handle(Call call) => Task.FromResult(Reply.Created(new { number = ++calls, text = new string('x', 100_000) }));

        var first = await RunAsync(harness, id, TimeSpan.Zero, Handle);
        var second = await RunAsync(harness, id, TimeSpan.Zero, Handle);

        Assert.Equal((201, 201, 1), (first.Status, second.Status, calls));
        Assert.Equal(IdempotencyTicket.NotKept, second.Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task Answer_TooLargeToBeKept_IsCommittedWithItsEffect()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        Task<Reply> Handle(Call call) => harness.Get<ParticipantStore>().ChangeAsync(call, change =>
        {
            change.Participant = change.Participant with { Notes = change.Participant.Notes + 1 };
            return ValueTask.FromResult(Reply.Created(new { text = new string('x', 64 * 1024) }));
        });

        await RunAsync(harness, id, TimeSpan.Zero, Handle);
        var second = await RunAsync(harness, id, TimeSpan.Zero, Handle);

        Assert.Equal((201, 1), (second.Status, (await harness.FindAsync(id)).Notes));
    }

    private static Task<Answer> FileAsync(PipelineHarness harness, string id) => harness.SendAsync(
        "POST", "/api/me/complaints", new { category = "other", text = "one" }, harness.Get<Pipeline.Security.AccessTokens>().Issue(id).Token, ("Idempotency-Key", "k-1"));

    /// <summary>One request with the key, by a process whose clock is ahead; it counts itself in the participant's notes unless told otherwise.</summary>
    private static Task<Reply> RunAsync(PipelineHarness harness, string id, TimeSpan ahead, Func<Call, Task<Reply>>? handle = null)
    {
        handle ??= call => harness.Get<ParticipantStore>().ChangeAsync(call, change =>
        {
            change.Participant = change.Participant with { Notes = change.Participant.Notes + 1 };
            return ValueTask.FromResult(Reply.Created(new { note = change.Participant.Notes }));
        });
        var http = new DefaultHttpContext { RequestServices = null! };
        (http.Request.Method, http.Request.Path) = ("POST", "/api/test");
        http.Request.Headers[Idempotency.Header] = "k-1";
        var endpoint = new Endpoint("test", "POST", "/api/test", Access.Applicant, handle);
        var call = new Call(http, endpoint, default, new Caller(Access.Applicant, id, []));
        return new Idempotency(harness.Get<ITableStore>(), new ClockAt(harness.Now + ahead)).RunAsync(call, () => endpoint.HandleAsync(call));
    }

    private sealed class ClockAt(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Commits that are not answered: carried out, or not.</summary>
    private sealed class LossyTables
    {
        public Func<IReadOnlyList<TableWrite>, bool> LoseReplyOf { get; set; } = _ => false;

        public Func<IReadOnlyList<TableWrite>, bool> RefuseAll { get; set; } = _ => false;

        public ITableStore Over(ITableStore inner) => new Store(this, inner);

        private sealed class Store(LossyTables lossy, ITableStore inner) : ITableStore
        {
            public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
                inner.GetAsync(table, partition, row, cancellation);

            public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
            {
                if (lossy.RefuseAll(writes))
                {
                    throw new StoreUnavailableException("refused");
                }

                var result = await inner.CommitAsync(table, partition, writes, cancellation);
                return lossy.LoseReplyOf(writes) ? throw new StoreUnavailableException("lost") : result;
            }

            public Task<TablePage> ScanAsync(
                string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
                inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
