using System.Globalization;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

/// <summary>What one person and their partners can pile up stays within a row of 64 KiB and a commit of 100 writes.</summary>
public sealed class LargestParticipantTests
{
    /// <summary>The character that takes most in JSON: 12 bytes.</summary>
    private const string Wide = "\U0001F9F5";

    private readonly List<int> commits = [];

    [Fact]
    public async Task Purchases_CancelledOnesIncluded_AreLimited()
    {
        await using var harness = await StartAsync();
        var participant = await harness.AddSelectedAsync();
        for (var i = 1; i <= PurchaseRules.MostPurchases; i++)
        {
            var code = await harness.BoughtAsync(participant, await AddAsync(harness, i, "Menjahit"));
            Assert.Equal(200, (await harness.AsAsync(participant, "DELETE", $"/api/me/purchases/{code}")).Status);
        }

        var refused = await harness.BuyAsync(participant, await AddAsync(harness, 99, "Menjahit"));
        Assert.Equal((409, "too-many-purchases"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task Row_WithTheLongestTitlesAndCertificates_StaysWithinItsLimit()
    {
        await using var harness = await StartAsync();
        var participant = await harness.AddSelectedAsync(scheme: "semi-bansos");
        await HaveLongNamesAsync(harness, participant);
        Answer last;
        var bought = 0;
        do
        {
            last = await harness.BuyAsync(participant, await AddAsync(harness, ++bought, Repeat(Wide, 200)));
            await harness.SettleAsync();
        }
        while (last.Status == 201);

        Assert.Equal("too-many-purchases", last.Problem);
        Assert.InRange(bought, 5, PurchaseRules.MostPurchases);
        await FillAsync(harness, participant);
        Assert.InRange(PipelineJson.Write(await harness.FindAsync(participant)).Length, 24 * 1024, TableLimits.MaxBody);
    }

    [Fact]
    public async Task Leg_ThatEndsEveryPurchase_StaysWithinACommit()
    {
        await using var harness = await StartAsync();
        var participant = await harness.AddSelectedAsync();
        for (var i = 1; i <= PurchaseRules.MostPurchases; i++)
        {
            await harness.BoughtAsync(participant, await AddAsync(harness, i, "Menjahit"));
        }

        foreach (var day in new[] { "2026-12-04", "2026-12-11", "2026-12-16", "2027-01-01" })
        {
            await harness.AdvanceToAsync(DateTimeOffset.Parse($"{day}T00:00:00+07:00", CultureInfo.InvariantCulture));
            await harness.RunTimerAsync("due-dates");
        }

        Assert.All((await harness.FindAsync(participant)).Purchases, p => Assert.Equal(PurchaseState.Revoked, p.State));
        Assert.InRange(commits.Max(), 2 * PurchaseRules.MostPurchases, TableLimits.MaxWrites - 20);
        Assert.Equal(0, (await harness.BalancesAsync(participant))[LedgerAccounts.Training(participant)].Available);
    }

    [Fact]
    public async Task Reports_OfOneParticipant_AreLimited()
    {
        await using var harness = await StartAsync();
        var participant = await harness.AddSelectedAsync();
        var code = await harness.BoughtAsync(participant, await AddAsync(harness, 1, "Menjahit"));
        await ChangeAsync(harness, participant, p => p with { TrainingEvents = WebhookInbox.MostPerParticipant - 1, TrainingEventsSeen = WebhookInbox.MostPerParticipant - 1 });

        Assert.Equal(202, (await harness.AttendedAsync("e1", code, 1)).Status);
        var refused = await harness.AttendedAsync("e2", code, 1);
        Assert.Equal((409, "too-many-reports"), (refused.Status, refused.Problem));
        Assert.Equal(202, (await harness.AttendedAsync("e1", code, 1)).Status);
    }

    private async Task<PipelineHarness> StartAsync() =>
        (await PipelineHarness.StartAsync(decorate: tables => new Counting(tables, commits))).WithPartners();

    private static async Task<string> AddAsync(PipelineHarness harness, int number, string title)
    {
        var code = $"{new string('K', 60)}{number:D4}";
        var course = new Course(
            code, title, PartnerCalls.Platform, PartnerCalls.Institution, TrainingMode.Online, 10, [], [], "Penjahit", CourseLevel.Beginner, CourseKind.Skilling, 12)
        {
            State = CourseState.Validated, SubmittedAt = harness.Now,
        };
        Assert.True(await harness.Get<CourseCatalog>().StoreAsync(course, null));
        return code;
    }

    private static Task<bool> HaveLongNamesAsync(PipelineHarness harness, string participant) => harness.Get<ParticipantStore>().ChangeAsync(participant, async change =>
    {
        var wide = Repeat(Wide, 100);
        await change.SetPersonalAsync(await change.PersonalAsync() with { FullName = wide, BirthPlace = wide, MothersMaidenName = wide, Address = Repeat(Wide, 300) });
        return true;
    });

    /// <summary>Everything that partners, payments and surveys add to what was bought.</summary>
    private static Task<bool> FillAsync(PipelineHarness harness, string participant) => ChangeAsync(harness, participant, p => p with
    {
        Purchases = [.. p.Purchases.Select(b => b with
        {
            State = PurchaseState.Completed, CommittedAt = harness.Now, CompletedAt = harness.Now, ReviewedAt = harness.Now, Rating = 5, Score = 100,
            Attended = [.. Enumerable.Range(1, 60)], CertificateNumber = Repeat(Wide, 100),
        })],
        Payouts = [.. Enumerable.Range(1, 7).Select(i => new Payout($"completion-{i}", 600_000, 10, PaymentState.Paid, harness.Now, "account-owner-mismatch", harness.Now)
        {
            Provider = "linkaja", AccountReference = new string('a', 32), InstructedAt = harness.Now, PaidAttempt = 10,
        })],
        Surveys = [.. Enumerable.Range(1, 3).Select(i => new SurveyResponse(i, Enumerable.Range(1, 20).ToDictionary(q => $"question-{q}", q => $"option-{q}"), harness.Now))],
    });

    private static Task<bool> ChangeAsync(PipelineHarness harness, string participant, Func<Participant, Participant> change) =>
        harness.Get<ParticipantStore>().ChangeAsync(participant, found =>
        {
            found.Participant = change(found.Participant);
            return ValueTask.FromResult(true);
        });

    private static string Repeat(string character, int times) => string.Concat(Enumerable.Repeat(character, times));

    private sealed class Counting(ITableStore inner, List<int> commits) : ITableStore
    {
        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
        {
            lock (commits)
            {
                commits.Add(writes.Count);
            }

            return inner.CommitAsync(table, partition, writes, cancellation);
        }

        public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
            inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
    }
}
