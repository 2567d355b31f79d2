using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Accounts;

public sealed class RegistrationIntakeTests
{
    private const string Shard = "aa";

    [Fact]
    public async Task Intake_TwiceAtOnce_NeverResetsAPersonWhoHasMovedOn()
    {
        var orders = new Interleavings(ParticipantKeys.Table);
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var intake = harness.Get<RegistrationIntake>();
        var tried = await orders.ExploreAsync(async run =>
        {
            var id = await AddAsync(harness, run);
            return (
                () => intake.HandleAsync(Shard, CancellationToken.None),
                async () =>
                {
                    await intake.HandleAsync(Shard, CancellationToken.None);
                    await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
                    {
                        change.Apply(LifecycleEvent.Withdrew);
                        return ValueTask.FromResult(true);
                    });
                },
                async () =>
                {
                    Assert.Equal(ParticipantState.Withdrawn, (await harness.FindAsync(id)).State);
                    Assert.Equal(run, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Registered][""]);
                });
        });

        Assert.True(tried > 20, $"{tried} orders");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"id":"short"}""")]
    [InlineData("""{"id":"aa000000000000000000000000000009","email":"AAAA","language":"id","at":"2026-01-05T01:00:00Z"}""")]
    public async Task Intake_OfARowThatCannotBeRead_SetsItAsideAndGoesOn(string body)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        await InsertAsync(harness, $"{ParticipantKeys.InboxPrefix}0|bad", bytes);
        var id = await AddAsync(harness, 1);
        await harness.Get<RegistrationIntake>().HandleAsync(Shard, CancellationToken.None);

        Assert.Equal(ParticipantState.Registered, (await harness.FindAsync(id)).State);
        Assert.Equal(bytes, Assert.Single(await RowsAsync(harness, DeadLetters.Prefix)).Body.ToArray());
        Assert.Empty(await RowsAsync(harness, ParticipantKeys.InboxPrefix));
        Assert.Contains(harness.Log.Lines, l => l.Contains("was set aside", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("no such template")]
    public async Task Outbox_WithARowThatCannotBeRendered_SetsItAsideAndSendsTheRest(string bad)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await AddAsync(harness, 1);
        await harness.Get<RegistrationIntake>().HandleAsync(Shard, CancellationToken.None);
        var body = bad.StartsWith('{')
            ? System.Text.Encoding.UTF8.GetBytes(bad)
            : PipelineJson.Write(new OutgoingRow(id, new Note(1, bad, new Dictionary<string, string>(), harness.Now), null));
        await InsertAsync(harness, ParticipantKeys.OutgoingMessage("aa", "bad"), body);
        await harness.Get<OutboxSender>().HandleAsync(Shard, CancellationToken.None);

        Assert.Contains(harness.World.Messages, m => m.To == "race1@example.id");
        Assert.Equal(body, Assert.Single(await RowsAsync(harness, DeadLetters.Prefix)).Body.ToArray());
        Assert.Empty(await RowsAsync(harness, ParticipantKeys.MessagePrefix));
    }

    private static async Task<string> AddAsync(PipelineHarness harness, int number)
    {
        var id = $"{Shard}{number:x30}";
        var record = new InboxRecord(id, harness.Get<AddressBox>().Seal($"race{number}@example.id"), null, "id", harness.Now);
        await InsertAsync(harness, ParticipantKeys.Inbox(harness.Now, id), PipelineJson.Write(record));
        return id;
    }

    private static async Task InsertAsync(PipelineHarness harness, string row, byte[] body) =>
        Assert.True((await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, Shard, [new TableWrite.Insert(row, body)])).Committed);

    private static async Task<IReadOnlyList<TableRow>> RowsAsync(PipelineHarness harness, string prefix) =>
        (await harness.Get<ITableStore>().ScanAsync(ParticipantKeys.Table, Shard, RowRange.Prefix(prefix), 100)).Rows;
}
