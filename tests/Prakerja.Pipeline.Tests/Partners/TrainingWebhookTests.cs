using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Partners;

public sealed class TrainingWebhookTests : IAsyncLifetime
{
    private PipelineHarness harness = null!;
    private string participant = null!;
    private string code = null!;

    public async Task InitializeAsync()
    {
        harness = (await PipelineHarness.StartAsync()).WithPartners();
        participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync(schedules: TrainingPeople.Schedule("S1", harness.Now.AddDays(10)));
        code = await harness.BoughtAsync(participant, "KURSUS-1");
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Reports_InOrder_CompleteTheCourseAndPostItsMoney()
    {
        Assert.Equal(202, (await harness.AttendedAsync("e1", code, 1)).Status);
        await harness.AttendedAsync("e2", code, 2);
        await harness.CompletedAsync("e3", code);
        await harness.SettleAsync();

        var purchase = await harness.PurchaseAsync(participant, code);
        Assert.Equal(PurchaseState.Completed, purchase.State);
        Assert.Equal([1, 2], purchase.Attended);
        Assert.Equal("SERT-1", purchase.CertificateNumber);
        Assert.Equal(88, purchase.Score);
        var balances = await harness.BalancesAsync(participant);
        Assert.Equal(1_000_000, balances[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted);
        Assert.Equal(2_500_000, balances[LedgerAccounts.Training(participant)].Available);
        Assert.Equal(("applied", null), await harness.EventAsync("e3"));
        Assert.Equal(1, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Trained][""]);
    }

    [Theory]
    [InlineData("a1 a2 c")]
    [InlineData("c a2 a1")]
    [InlineData("a2 c a1")]
    [InlineData("c c a1 a1 a2 a2 c a1")]
    public async Task Reports_InAnyOrderAndRepeated_EndTheSame(string order)
    {
        foreach (var report in order.Split(' '))
        {
            var answer = report == "c" ? await harness.CompletedAsync("c", code) : await harness.AttendedAsync(report, code, report[1] - '0');
            Assert.Equal(202, answer.Status);
            await harness.SettleAsync();
        }

        var purchase = await harness.PurchaseAsync(participant, code);
        Assert.Equal((PurchaseState.Completed, "SERT-1", 88), (purchase.State, purchase.CertificateNumber, purchase.Score));
        Assert.Equal([1, 2], purchase.Attended);
        Assert.Equal(harness.Now, purchase.CompletedAt);
        Assert.Equal(1_000_000, (await harness.BalancesAsync(participant))[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted);
    }

    [Fact]
    public async Task Completion_BeforeAllSessions_Waits()
    {
        await harness.AttendedAsync("e1", code, 1);
        await harness.CompletedAsync("e2", code);
        await harness.SettleAsync();

        Assert.Equal(("waiting", "attendance-incomplete"), await harness.EventAsync("e2"));
        Assert.Equal(PurchaseState.Committed, (await harness.PurchaseAsync(participant, code)).State);
    }

    [Fact]
    public async Task Repeat_WithAnotherBody_ChangesNothing()
    {
        await harness.AttendedAsync("e1", code, 1);
        await harness.SettleAsync();

        Assert.Equal(202, (await harness.AttendedAsync("e1", code, 2)).Status);
        await harness.SettleAsync();

        Assert.Equal([1], (await harness.PurchaseAsync(participant, code)).Attended);
    }

    [Fact]
    public async Task Correction_ByThePartnersOwnTime_WinsWhateverArrivesFirst()
    {
        var later = harness.Now.AddMinutes(1);
        var correction = new { type = "attendance.corrected", timestamp = later, data = new { redeemCode = code, session = 1, attended = false } };
        await harness.WebhookAsync(PartnerCalls.Institution, "corrected", correction);
        await harness.AttendedAsync("attended", code, 1);
        await harness.SettleAsync();

        Assert.Empty((await harness.PurchaseAsync(participant, code)).Attended);
    }

    [Fact]
    public async Task Cancelled_ByTheInstitution_RefundsAndKeepsTheCard()
    {
        await harness.WebhookAsync(PartnerCalls.Institution, "e1", new { type = "training.cancelled", timestamp = harness.Now, data = new { redeemCode = code } });
        await harness.SettleAsync();

        var after = await harness.FindAsync(participant);
        Assert.Equal(3_500_000, after.TrainingBalance);
        Assert.Equal(PurchaseState.Cancelled, after.Purchases[0].State);
        Assert.Equal(Prakerja.Domain.Lifecycles.ParticipantState.Training, after.State);
        Assert.Equal(0, (await harness.BalancesAsync(participant))[LedgerAccounts.Training(participant)].PendingOut);
    }

    [Fact]
    public async Task Event_WithoutReason_SaysNull()
    {
        await harness.AttendedAsync("e1", code, 1);
        await harness.SettleAsync();

        var answer = await harness.WebhookAsync(PartnerCalls.Institution, "query", null, "/api/webhooks/training/events/e1", "GET");
        Assert.Contains("\"reason\":null", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ThatIsNotThere_IsRejected()
    {
        await harness.AttendedAsync("e1", code, 3);
        await harness.SettleAsync();

        Assert.Equal(("rejected", "no-such-session"), await harness.EventAsync("e1"));
    }

    [Fact]
    public async Task Report_OfAnotherPartnersCourse_IsForbiddenAndNotKept()
    {
        Assert.Equal(403, (await harness.AttendedAsync("e1", code, 1, PartnerCalls.Foreign)).Status);
        Assert.Equal(404, (await harness.WebhookAsync(PartnerCalls.Foreign, "q", null, "/api/webhooks/training/events/e1", "GET")).Status);
    }

    [Fact]
    public async Task Report_UnknownCode_IsUnprocessable() => Assert.Equal(422, (await harness.AttendedAsync("e1", "0000-0000-0000", 1)).Status);

    [Fact]
    public async Task Report_BadData_NamesEveryField()
    {
        var answer = await harness.WebhookAsync(PartnerCalls.Institution, "e1", new { type = "training.completed", data = new { redeemCode = code, score = 101 } });

        Assert.Equal(400, answer.Status);
        Assert.Equal(["data.certificateNumber", "data.completedAt", "data.score"], answer.Json["errors"]!.AsObject().Select(e => e.Key).Order());
    }

    [Fact]
    public async Task Ping_IsTakenAndReadsAsApplied()
    {
        Assert.Equal(202, (await harness.WebhookAsync(PartnerCalls.Institution, "p1", new { type = "ping", timestamp = harness.Now, data = new { } })).Status);
        Assert.Equal(("applied", null), await harness.EventAsync("p1"));
    }

    [Fact]
    public async Task Webhook_BodyChangedAfterSigning_Is401()
    {
        var body = new { type = "ping", timestamp = harness.Now };
        var time = PartnerCalls.Unix(harness.Now);
        var signature = Prakerja.Pipeline.Partners.StandardWebhook.Of(PartnerCalls.Secret, "e1", time, PipelineJson.Write(body));

        var answer = await harness.SendAsync("POST", "/api/webhooks/training", new { type = "ping" }, null,
            ("client_code", "institution-1-client"), ("webhook-id", "e1"), ("webhook-timestamp", time), ("webhook-signature", signature));

        Assert.Equal(401, answer.Status);
        Assert.Equal("signature-mismatch", answer.Problem);
    }
}
