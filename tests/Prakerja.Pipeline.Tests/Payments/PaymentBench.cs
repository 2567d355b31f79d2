using Microsoft.Extensions.Options;
using System.Text;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Engine;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>A harness with a payment partner, and people who were awarded and have finished their first course.</summary>
public sealed class PaymentBench : IAsyncDisposable
{
    public const string Account = "1234567890";

    private PaymentBench(PipelineHarness harness) => (Harness, Partner) = (harness, new PartnerPlay(harness));

    public PipelineHarness Harness { get; }

    public PartnerPlay Partner { get; }

    public static async Task<PaymentBench> StartAsync(EngineOptions? options = null, DateTimeOffset? beginning = null, Func<ITableStore, ITableStore>? decorate = null) =>
        new(await PipelineHarness.StartAsync(decorate: decorate, options: options, beginning: beginning));

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    /// <summary>Somebody in training with nothing but the account missing.</summary>
    public async Task<string> AddTrainedAsync(int number = 1, string scheme = "normal")
    {
        var id = await Harness.AddVerifiedAsync(number);
        await Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            var day = Wib.DateOf(change.At);
            change.Participant = change.Participant with
            {
                State = ParticipantState.Training,
                Award = new Award(1, $"{number:x32}", scheme, $"card{number}", day, SchemeTable.Find(scheme)!.FirstPurchaseBy(day), day.Year, 1),
                Purchases =
                [
                    new Purchase("R1", "I1", "C1", "Course", "platform", "institution", null, 500_000, 2, change.At, null)
                    {
                        State = PurchaseState.Completed, Attended = [1, 2], CompletedAt = change.At, CertificateNumber = "S-1", Score = 90, ReviewedAt = change.At, Rating = 5,
                    },
                ],
            };
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await Harness.SettleAsync();
        return id;
    }

    /// <summary>Links an account and has the provider answer.</summary>
    public async Task<Answer> LinkAsync(string id, string account = Account, string provider = "bni", string? rejected = null)
    {
        var answer = await Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider, account });
        await Harness.SettleAsync();
        if (answer.Status == 202)
        {
            await AnswerCheckAsync(id, rejected);
        }

        return answer;
    }

    public async Task AnswerCheckAsync(string id, string? rejected = null)
    {
        var reference = (await FindAsync(id)).Account!.Reference;
        var reply = await TellAsync(rejected is null ? "account.verified" : "account.rejected", new { reference, reason = rejected });
        Assert.Equal(202, reply.Status);
    }

    /// <summary>A webhook of the partner, its signature taken as verified.</summary>
    public async Task<Reply> TellAsync(string type, object data, string? provider = null)
    {
        var named = System.Text.Json.JsonSerializer.SerializeToElement(data).GetProperty("reference").GetString()!;
        provider ??= (await Harness.Get<PaymentReferences>().FindAsync(named))?.Provider ?? "bni";
        var body = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(new { type, timestamp = Harness.Now, data }, PipelineJson.Options));
        var reply = await Harness.Get<PaymentEvents>().ApplyAsync(body, provider);
        await Harness.SettleAsync();
        return reply;
    }

    public Task<Reply> TellAsync(string type, string id, string key, int attempt, long amount, DateTimeOffset? at = null) =>
        TellAsync(type, new { reference = PaymentReferences.Of(id, key, attempt), amount, at = at ?? Harness.Now });

    /// <summary>Day by day to 01:00 in Jakarta of a day, with the due dates swept after each midnight.</summary>
    public async Task ToAsync(DateOnly day)
    {
        for (var next = Wib.DateOf(Harness.Now).AddDays(1); next <= day; next = next.AddDays(1))
        {
            await Harness.AdvanceToAsync(Wib.StartOf(next).AddHours(1));
            await Harness.RunTimerAsync("due-dates");
            await Harness.SettleAsync();
        }
    }

    public Task<Participant> FindAsync(string id) => Harness.FindAsync(id);

    public async Task<Payout> PayoutAsync(string id, string key) => (await FindAsync(id)).Payouts.Single(p => p.Key == key);

    public async Task AnswerSurveyAsync(string id, int number)
    {
        await Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { Surveys = [.. change.Participant.Surveys, new SurveyResponse(number, new Dictionary<string, string>(), change.At)] };
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await Harness.SettleAsync();
    }

    /// <summary>The ledger is whole, and says of every provider exactly what the partner really paid.</summary>
    public async Task AssertLedgerAsync()
    {
        var totals = await Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(0, totals.Sum);
        Assert.Empty(totals.BelowFloor);
        Assert.Equal(Partner.Paid.Sum(p => p.Amount), totals.PaidOut);
        Assert.All(Partner.TimesSent, times => Assert.Equal(1, times));
    }

    /// <summary>Adds trained people who link an account each.</summary>
    public async Task<List<string>> LinkManyAsync(int count)
    {
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            ids.Add(await AddTrainedAsync(number));
            await LinkAsync(ids[^1], $"{number}00000000");
        }

        return ids;
    }

    public PayoutOptions PayoutOptions => Harness.Get<IOptions<PayoutOptions>>().Value;

    /// <param name="run">Provider and day, <c>bni-20260105</c>.</param>
    public async Task<PayoutRun> RunAsync(string run) => (await Harness.Get<PayoutRuns>().FindAsync(run))!;
}
