using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>Files that are not about us, not the sender's to send, or of no possible day: refused, and nothing of them is applied.</summary>
public sealed class ForeignFilesTests : IAsyncLifetime
{
    private const long Before = 1_000_000_000;
    private BankBench bench = null!;
    private (string Person, string Reference) filed;

    public async Task InitializeAsync()
    {
        bench = await BankBench.StartAsync();
        filed = await bench.FiledAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(PaymentState.Sending, (await bench.Payments.PayoutAsync(filed.Person, "completion-1")).State);
        Assert.Equal(0, await bench.OpenCasesAsync(CaseKinds.Suspense));
        await bench.DisposeAsync();
    }

    [Theory]
    [InlineData("bni", "1234567890", "foreign-account")]
    [InlineData("bca", BankSamples.SandboxAccount, "foreign-account")]
    [InlineData("gopay", BankSamples.SandboxAccount, "not-a-bank")]
    public async Task Statement_OfAnAccountThatIsNotOursThere_IsRefused(string by, string account, string problem)
    {
        var statement = StatementOf(account);
        Assert.Equal((422, problem), Refusal(await bench.SendAsync(statement, by: by)));
        Assert.Equal((422, problem), Refusal(await bench.Harness.SendAsync(
            "POST", $"/api/admin/statements?provider={by}", statement, TestOperators.Token(Access.Finance, "fitri"), ("Content-Type", "application/xml"))));
    }

    [Fact]
    public async Task Statement_OfAnAccountThatIsSetAsOurs_MayBeWrittenWithSpaces()
    {
        bench.Options.Accounts["bni"] = "123-456";
        Assert.Equal((422, "foreign-account"), Refusal(await bench.SendAsync(StatementOf(BankSamples.SandboxAccount))));
        Assert.Equal(202, (await bench.SendAsync(BankSamples.Statement("123 456", "2026-01-05", Before, Before, 1, true))).Status);
    }

    [Theory]
    [InlineData("bca", "unknown-file")]
    [InlineData("gopay", "not-a-bank")]
    public async Task Report_OnAnotherBanksFile_IsRefused(string by, string problem) =>
        Assert.Equal((422, problem), Refusal(await bench.SendAsync(BankSamples.Report(BankFile.MessageIdOf("bni", 1), "ACSC", transactions: (filed.Reference, "RJCT", "AC04", null)), by: by)));

    [Theory]
    [InlineData("bca", "unknown-transaction")]
    [InlineData("gopay", "not-a-bank")]
    public async Task StopAnswer_OnAnotherBanksPayment_IsRefused(string by, string problem) =>
        Assert.Equal((422, problem), Refusal(await bench.SendAsync(BankSamples.StopAnswer(BankFile.MessageIdOf("bni", 1), (filed.Reference, "ACCR")), by: by)));

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("2026-01-06")]
    [InlineData("2020-04-10")]
    [InlineData("0001-01-01")]
    public async Task Statement_OfADayThatIsNotPossible_IsRefusedWithTheFields(string day)
    {
        var answer = await bench.SendAsync(BankSamples.Statement(BankSamples.SandboxAccount, day, Before, Before - 600_000, 1, true, (filed.Reference, "600000", true, null)));
        Assert.Equal((400, "invalid"), Refusal(answer));
        Assert.NotNull(answer.Json["errors"]!["day"]);
        Assert.NotNull(answer.Json["errors"]!["lines[1].at"]);

        var lines = System.Text.Encoding.UTF8.GetBytes(
            $"{{\"statement\":\"S1\",\"day\":\"{day}\"}}\n{{\"reference\":\"{filed.Reference}\",\"amount\":600000,\"at\":\"{day}T08:00:00+07:00\"}}\n");
        var refused = await bench.SendAsync(lines, "application/x-ndjson", "statements", by: "gopay");
        Assert.Equal((400, "invalid"), Refusal(refused));
        Assert.NotNull(refused.Json["errors"]!["lines[1].at"]);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-01-05T08:06:00+07:00")]
    [InlineData("2020-04-10T23:59:59+07:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task Line_OfATimeThatIsNotPossible_IsRefusedAtEveryEntrance(string at)
    {
        var line = new { reference = filed.Reference, amount = 600_000, at };
        var posted = await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", "/api/admin/statements", new[] { line });
        Assert.Equal((400, "invalid"), Refusal(posted));
        Assert.NotNull(posted.Json["errors"]!["lines[1].at"]);

        var told = await bench.Payments.TellAsync("disbursement.succeeded", line);
        Assert.Equal(["data.at"], told.Problem!.Errors!.Keys);
        var reported = BankSamples.Report(BankFile.MessageIdOf("bni", 1), "ACSC", transactions: (filed.Reference, "ACSC", null, null));
        var stamped = System.Text.Encoding.UTF8.GetString(reported).Replace("2026-01-05T08:00:00+07:00", at, StringComparison.Ordinal);
        Assert.Equal((400, "invalid"), Refusal(await bench.SendAsync(System.Text.Encoding.UTF8.GetBytes(stamped))));
    }

    [Theory]
    [InlineData("2020-04-10")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task Upload_OfADayThatIsNotPossible_IsRefused(string day)
    {
        var answer = await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", $"/api/admin/statements?provider=bni&day={day}", Array.Empty<int>());
        Assert.Equal((400, "invalid"), Refusal(answer));
        Assert.NotNull(answer.Json["errors"]!["day"]);
    }

    private static (int Status, string? Problem) Refusal(Answer answer) => (answer.Status, answer.Problem);

    private byte[] StatementOf(string account) => BankSamples.Statement(account, "2026-01-05", Before, Before - 600_000, 1, true, (filed.Reference, "600000", true, null));
}
