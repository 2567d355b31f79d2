using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Privacy;

public class ErasureTests
{
    private const string Nik = "3273014403950001";
    private const string Phone = "+6281234567890";

    [Fact]
    public async Task Erased_TokenOpensNothingAndARepeatIsFine()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, Phone);

        await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
        foreach (var (method, path) in new[] { ("GET", "/api/me"), ("GET", "/api/me/data"), ("GET", "/api/me/notifications"), ("GET", "/api/courses"), ("POST", "/api/me/phone/codes") })
        {
            await harness.ExpectAsync(401, method, path, null, token);
        }

        await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
    }

    [Fact]
    public async Task Erased_NothingPersonalIsLeft()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, Phone);
        var facts = (await harness.FindAsync(harness.IdOf(token))).Facts;
        await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "other", text = "Slow." }, token);

        await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
        await harness.SettleAsync();
        var left = await harness.FindAsync(harness.IdOf(token));

        Assert.Equal(ParticipantState.Withdrawn, left.State);
        Assert.Equal((0, 0, null, null), (left.WrappedKey.Length, left.Sealed.Length, left.Contacts.EmailIndex, left.Facts.NikIndex));
        Assert.Null(await harness.Blobs.GetInfoAsync(PutPhotos.Container, facts.KtpPhoto!));
        Assert.Null(await harness.Blobs.GetInfoAsync(PutPhotos.Container, facts.Selfie!));
        Assert.Empty((await harness.AsStaffAsync(Access.Auditor, "ani", "GET", "/api/admin/complaints")).Json["items"]!.AsArray());
        Assert.Equal("a@example.id", harness.World.Messages[^1].To);
    }

    [Fact]
    public async Task Erased_AddressesAndNikAreFreeForANewAccount()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, Phone);
        await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);

        var again = await harness.RegisterAsync("a", Nik, Phone);

        Assert.NotEqual(harness.IdOf(token), harness.IdOf(again));
        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(again))).State);
    }

    [Fact]
    public async Task Candidate_Erased_LeavesTheOpenBatch()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var id = (await harness.JoinManyAsync(batch, 1, 1)).Single();
        var ticket = await harness.TicketOfAsync(id);

        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);

        Assert.Null(await harness.Get<Candidates>().FindAsync(batch, ticket));
        Assert.Equal(0, (await harness.Get<Candidates>().CountAsync(batch)).Values.Sum());
    }

    [Fact]
    public async Task Awarded_Erased_ReturnsTheBalanceAndStaysARecipient()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddSelectedAsync();
        var nik = (await harness.FindAsync(id)).Facts.NikIndex!;
        var claims = harness.Get<Claims>();
        await claims.ClaimAsync(ClaimKinds.Recipient, nik, id);
        await harness.BoughtAsync(id, await harness.AddCourseAsync());

        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        await harness.SettleAsync();

        var balances = Balances.Of((await harness.Get<LedgerReader>().AllAsync(id)).Select(t => t.ToTransfer()));
        Assert.Equal(new Balance(0, 0, 0), balances[LedgerAccounts.Training(id)]);
        Assert.Equal(0, balances[LedgerAccounts.Incentive(id)].Posted);
        Assert.Equal(id, await claims.HolderAsync(ClaimKinds.Recipient, nik));
        Assert.Null(await claims.HolderAsync(ClaimKinds.Nik, nik));
    }

    [Fact]
    public async Task Completed_Erased_ReturnsTheBalanceAtOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddSelectedAsync();
        await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { State = ParticipantState.Completed };
            return ValueTask.FromResult(true);
        });

        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        await harness.SettleAsync();

        Assert.Equal(ParticipantState.Completed, (await harness.FindAsync(id)).State);
        Assert.Equal(new Balance(0, 0, 0), (await harness.BalancesAsync(id))[LedgerAccounts.Training(id)]);
    }

    [Fact]
    public async Task Course_GoingOn_IsPaidForAfterTheErasureAndTellsNothingMore()
    {
        await using var harness = (await PipelineHarness.StartAsync()).WithPartners();
        var id = await harness.AddSelectedAsync();
        var course = await harness.AddCourseAsync(schedules: TrainingPeople.Schedule("S1", harness.Now.AddDays(4)));
        var code = await harness.BoughtAsync(id, course, "S1");
        await harness.AdvanceAsync(TimeSpan.FromDays(5));
        Assert.Equal(202, (await harness.AttendedAsync("e1", code, 1)).Status);
        await harness.SettleAsync();
        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        await harness.SettleAsync();

        Assert.Equal(202, (await harness.AttendedAsync("e2", code, 2)).Status);
        Assert.Equal(202, (await harness.CompletedAsync("e3", code)).Status);
        await harness.SettleAsync();

        var purchase = await harness.PurchaseAsync(id, code);
        Assert.Equal((PurchaseState.Completed, null, null), (purchase.State, purchase.CertificateNumber, purchase.Score));
        Assert.Equal(new Balance(0, 0, 0), (await harness.BalancesAsync(id))[LedgerAccounts.Training(id)]);
    }

    [Fact]
    public async Task Revoked_Erased_StaysRevoked()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddSelectedAsync();
        var nik = (await harness.FindAsync(id)).Facts.NikIndex!;
        await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Apply(LifecycleEvent.FirstPurchaseMissed);
            return ValueTask.FromResult(true);
        });

        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);

        Assert.Equal(ParticipantState.Revoked, (await harness.FindAsync(id)).State);
        Assert.Equal(id, await harness.Get<Claims>().HolderAsync(ClaimKinds.Revoked, nik));
    }

    [Fact]
    public async Task Payment_UnderWay_IsEndedBeforeTheKeyIsDestroyed()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddSelectedAsync();
        await SetPayoutAsync(harness, id, Domain.Incentives.PaymentState.Unknown);

        Assert.Equal(202, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        Assert.NotEmpty((await harness.FindAsync(id)).WrappedKey);
        await SetPayoutAsync(harness, id, Domain.Incentives.PaymentState.Paid);
        await harness.AdvanceAsync(TimeSpan.FromDays(2));
        await harness.RunTimerAsync("due-dates");

        Assert.Empty((await harness.FindAsync(id)).WrappedKey);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtAnyCommit_IsFinishedByTheLifecycle(bool afterCommit)
    {
        var commits = await CrashAsync(0, afterCommit);
        Assert.True(commits > 8);
        for (var point = 1; point <= commits; point++)
        {
            await CrashAsync(point, afterCommit);
        }
    }

    /// <summary>Erases with a crash; the person asks again only if the wish itself was lost. How many commits a whole run takes.</summary>
    private static async Task<int> CrashAsync(int point, bool afterCommit)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, Phone);
        var id = harness.IdOf(token);
        var before = harness.Tables.Commits;
        if (point > 0)
        {
            harness.Tables.CrashAt(point, afterCommit);
            await Task.WhenAny(harness.SendAsync("DELETE", "/api/me", null, token), harness.Tables.Crashed);
            await harness.RestartAsync();
            if ((await harness.FindAsync(id)).ErasureRequestedAt is null)
            {
                await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
            }

            await harness.RunTimerAsync("outbox-sweep");
        }
        else
        {
            await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
        }

        await harness.SettleAsync();
        var commits = harness.Tables.Commits - before;
        Assert.True((await harness.FindAsync(id)).ErasedAt is not null, $"crash at {point}");
        Assert.Null(await harness.Get<Claims>().HolderAsync(ClaimKinds.Email, harness.Get<BlindIndex>().Email("a@example.id")));
        Assert.Equal(1, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Withdrawn][""]);
        Assert.Single(harness.World.Messages, m => m.Code is null && m.Subject.Contains("withdrawn", StringComparison.Ordinal));
        return commits;
    }

    private static Task<bool> SetPayoutAsync(PipelineHarness harness, string id, Domain.Incentives.PaymentState state) => harness.Get<ParticipantStore>().ChangeAsync(id, change =>
    {
        change.Participant = change.Participant with { Payouts = [new Payout("completion-1", 600_000, 1, state, change.At)] };
        return ValueTask.FromResult(true);
    });
}
