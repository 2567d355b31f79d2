using System.Text;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>
/// A semi-bansos year of somebody with a wallet, all of whose incentives are on their way, and two people with a bank in one file; and then everything that the
/// wallet, the bank and the staff can hand in about it, as they would send it. Time stands still from there.
/// </summary>
public sealed class ToldYear : IAsyncDisposable
{
    public const string Wallet = "ovo";
    private const string WalletSecret = "whsec_d2FsbGV0";
    private readonly HashSet<string> rejected = new(StringComparer.Ordinal);

    private ToldYear(BankBench bench) => Bench = bench;

    public BankBench Bench { get; }

    public PaymentBench Payments => Bench.Payments;

    public PipelineHarness Harness => Bench.Harness;

    /// <summary>Of the wallet's customer.</summary>
    public string Person { get; private set; } = "";

    public (string Person, string Reference) First { get; private set; }

    public (string Person, string Reference) Second { get; private set; }

    /// <summary>Message id of the file with both.</summary>
    public string File { get; private set; } = "";

    public static async Task<ToldYear> StartAsync()
    {
        var year = new ToldYear(await BankBench.StartAsync());
        year.Harness.Partners.All.Add(new Partner(Wallet, PartnerKind.Payment, Wallet) { WebhookSecrets = [new PartnerSecret(WalletSecret)] });
        year.Harness.World.Inquire = reference => new PaymentReply(year.rejected.Contains(reference) ? PaymentStatus.Failed : PaymentStatus.Accepted);
        await year.LiveAsync();
        await year.FileAsync();
        return year;
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    public string Of(string key, int attempt = 1) => PaymentReferences.Of(Person, key, attempt);

    /// <summary>The wallet tells us, signed.</summary>
    public async Task TellAsync(string type, string reference, long amount, string? reason = null)
    {
        var body = PipelineJson.Write(new { type = $"disbursement.{type}", timestamp = Harness.Now, data = new { reference, amount, reason, at = Harness.Now } });
        Assert.Equal(202, (await SendAsync("payments", body, "application/json")).Status);
    }

    /// <summary>A page of the wallet's statement of today.</summary>
    public async Task StateAsync(int page, bool isLast, params (string Reference, long Amount, string Direction, string? Entry)[] lines)
    {
        var text = new StringBuilder($$"""{"statement":"S-1","day":"{{Wib.DateOf(Harness.Now):yyyy-MM-dd}}","page":{{page}},"last":{{(isLast ? "true" : "false")}}}""");
        foreach (var (reference, amount, direction, entry) in lines)
        {
            text.Append('\n').Append(Encoding.UTF8.GetString(PipelineJson.Write(new { reference, amount, at = Harness.Now, direction, entry })));
        }

        Assert.Equal(202, (await SendAsync("payments/statements", Encoding.UTF8.GetBytes(text.ToString()), "application/x-ndjson")).Status);
    }

    /// <summary>Somebody of finance hands lines in.</summary>
    public async Task HandInAsync(string query, params (string Reference, long Amount, bool Credit)[] lines)
    {
        var body = PipelineJson.Write(lines.Select(l => new { reference = l.Reference, amount = l.Amount, at = Harness.Now, credit = l.Credit }));
        var answer = await Harness.SendAsync("POST", $"/api/admin/statements{query}", body, TestOperators.Token(Access.Finance, "fitri"), ("Content-Type", "application/json"));
        Assert.True(answer.Status == 200 && answer.Json["refused"]!.AsArray().Count == 0, answer.Text);
        await Harness.SettleAsync();
    }

    private async Task<Answer> SendAsync(string path, byte[] body, string type)
    {
        var (id, timestamp) = ($"w{ShortHash.Of(body)}", $"{Harness.Now.ToUnixTimeSeconds()}");
        var answer = await Harness.SendAsync("POST", $"/api/webhooks/{path}", body, null, ("Content-Type", type), ("client_code", Wallet),
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", StandardWebhook.Of(WalletSecret, id, timestamp, body)));
        await Harness.SettleAsync();
        return answer;
    }

    /// <summary>Until every incentive is on its way: the first by its second attempt and paid, the second month's by its second attempt.</summary>
    private async Task LiveAsync()
    {
        Person = await Payments.AddTrainedAsync(1, "semi-bansos");
        await Payments.LinkAsync(Person, "081234567801", Wallet);
        await FailAsync("completion-1");
        await ToAsync(new(2026, 1, 8));
        await TellAsync("succeeded", Of("completion-1", 2), 600_000);
        await ToAsync(new(2026, 2, 12));
        await Payments.AnswerSurveyAsync(Person, 1);
        await FailAsync("completion-2");
        foreach (var (day, survey) in new[] { (new DateOnly(2026, 3, 12), 2), (new DateOnly(2026, 4, 12), 3) })
        {
            await ToAsync(day);
            await Payments.AnswerSurveyAsync(Person, survey);
        }

        var row = await Payments.FindAsync(Person);
        Assert.Equal(7, row.Payouts.Count);
        Assert.Equal(("completion-1", PaymentState.Paid), Assert.Single(row.Payouts.Where(p => p.State is not (PaymentState.Sending or PaymentState.Unknown)).Select(p => (p.Key, p.State))));
        Assert.Equal(["completion-1", "completion-2"], row.Payouts.Where(p => p.Attempt == 2).Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    private async Task FailAsync(string key)
    {
        rejected.Add(Of(key));
        await TellAsync("failed", Of(key), 600_000, "inactive");
    }

    private async Task ToAsync(DateOnly day)
    {
        await Harness.AdvanceToAsync(Wib.StartOf(day).AddHours(1));
        await Harness.RunTimerAsync("due-dates");
    }

    private async Task FileAsync()
    {
        var references = new List<(string, string)>();
        foreach (var number in (int[])[2, 3])
        {
            var id = await Payments.AddTrainedAsync(number);
            await Payments.LinkAsync(id, $"12345678{number:00}");
            references.Add((id, Harness.World.Payments.Last(p => p.Payee == id).Reference));
        }

        foreach (var (id, _) in references)
        {
            await Bench.Files.PayAsync(Harness.World.Payments.Last(p => p.Payee == id));
        }

        await Harness.SettleAsync();
        (First, Second) = (references[0], references[1]);
        File = (await Bench.FileAsync()).MessageId;
        Assert.Equal(references.Select(r => r.Item2).Order(StringComparer.Ordinal), BankPlay.Read(Assert.Single(Bench.Bank.Files).Bytes).Descendants().Where(e => e.Name.LocalName == "EndToEndId").Select(e => e.Value).Order(StringComparer.Ordinal));
    }
}
