using System.Text;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Offices;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Offices;
using Prakerja.Pipeline.Tests.Payments.Banks;

namespace Prakerja.Pipeline.Tests.Amounts;

/// <summary>Every door by which amounts come in as files of banks, wallets and offices: the file, or its line, is refused with the place that is wrong, and moves nothing.</summary>
public sealed class FileAmountsTests
{
    private const long Before = 1_000_000_000;
    private const string Good = "600000";
    private const string Many = "100000000000000";

    /// <summary>An element of a message; the place that the answer names; values that are right there.</summary>
    public static TheoryData<string, string[]> Elements { get; } = new()
    {
        { "camt.053 Ntry/Amt", [] },
        { "camt.053 TxDtls/Amt", [] },
        { "camt.053 Stmt/Bal", [] },
        { "pain.002 InstdAmt", [] },
        { "pain.002 OrgnlCtrlSum", [Extremes.Zero, "100000000000001"] },
        { "pain.002 OrgnlNbOfTxs", [Extremes.Zero, "100000000000001"] },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public async Task Element_ThatNoAmountCanBe_IsRefusedAndMovesNothing(string door, string[] right)
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var file = (await bench.FileAsync()).MessageId;
        var wrong = new List<string>();
        foreach (var (amount, currency) in Extremes.Text.Except(right).Select(v => (v, "IDR")).Concat(door.EndsWith("Amt", StringComparison.Ordinal) ? [(Good, "USD"), (Good, "idr"), (Good, "")] : []))
        {
            var answer = await bench.SendAsync(Of(door, file, reference, amount, currency));
            if (answer.Status != 422 || answer.Problem != "bad-file" || answer.Json["detail"] is null)
            {
                wrong.Add($"{amount} {currency}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await AssertNothingAsync(bench, id);
        Assert.Equal(202, (await bench.SendAsync(Of(door, file, reference, door.EndsWith("Txs", StringComparison.Ordinal) ? "1" : door.Contains("Bal", StringComparison.Ordinal) ? $"{Before}" : Good, "IDR"))).Status);
    }

    [Fact]
    public async Task Lines_OfAWallet_WithAnAmountThatCannotBe_AreRefused()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var wrong = new List<string>();
        foreach (var amount in Extremes.Json.Append("600000,\"currency\":\"USD\"").Append("600000,\"amount\":600000"))
        {
            var answer = await bench.SendAsync(Lines($$"""{"reference":"{{reference}}","at":"2026-01-05T10:00:00+07:00","amount":{{amount}}}"""), "application/x-ndjson", "statements");
            if (answer.Status != 422 || !answer.Text.Contains("Line 2", StringComparison.Ordinal))
            {
                wrong.Add($"{amount}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await AssertNothingAsync(bench, id);
    }

    /// <summary>Each is possible, but there is not as much money: whoever adds them up must not break over it.</summary>
    [Fact]
    public async Task Lines_OfAWallet_ThatAddUpToMoreThanAnythingHolds_AreRefused()
    {
        await using var bench = await BankBench.StartAsync();
        var line = $$"""{"reference":"x","amount":{{Many}},"at":"2026-01-05T10:00:00+07:00"}""";
        var answer = await bench.SendAsync(Lines(string.Join('\n', Enumerable.Repeat(line, 100_000))), "application/x-ndjson", "statements");
        Assert.Equal((422, "bad-file"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Details_OfAnEntry_ThatAddUpToMoreThanAnythingHolds_AreRefused()
    {
        await using var bench = await BankBench.StartAsync();
        var details = string.Concat(Enumerable.Repeat($"<TxDtls><Amt Ccy=\"IDR\">{Many}</Amt></TxDtls>", 100_000));
        var answer = await bench.SendAsync(With(BankSamples.Statement(Before, Before, 1, true, ("r", Good, true, null)), "<TxDtls>", "</TxDtls>", details));
        Assert.Equal((422, "bad-file"), (answer.Status, answer.Problem));
        Assert.Contains("Ntry/NtryDtls/TxDtls/Amt", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>What a spreadsheet writes is read; what is neither is not taken for money that left.</summary>
    [Theory]
    [InlineData("TRUE", 1, 0)]
    [InlineData("true", 1, 0)]
    [InlineData("yes", 0, 1)]
    [InlineData("1", 0, 1)]
    public async Task Credit_InAHandedInTable_IsTrueOrFalseOrRefused(string credit, int taken, int refused)
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var table = Encoding.UTF8.GetBytes($"reference,at,amount,credit\n{reference},2026-01-05T08:00:00+07:00,600000,{credit}\n");
        var answer = await bench.Harness.SendAsync("POST", "/api/admin/statements", table, TestOperators.Token(Access.Finance, "fitri"), ("Content-Type", "text/csv"));
        Assert.Equal((200, taken, refused, 0), (answer.Status, (int)answer.Json["suspense"]!, answer.Json["refused"]!.AsArray().Count, (int)answer.Json["matched"]!));
        await AssertNothingAsync(bench, id);
    }

    [Fact]
    public async Task Wage_InAnOfficesFile_ThatCannotBe_IsRefusedOnItsLine()
    {
        await using var harness = await PipelineHarness.StartAsync();
        string[] values = [.. Extremes.Text.Except([Extremes.Zero])];
        var at = OfficeLine.Columns.Index().Single(c => c.Item == "monthlyWage").Index;
        var lines = values.Select((value, number) => string.Join(',', OfficeRegistrationsTests.Line(number + 1).Replace("\"Jalan Asia Afrika 1, Bandung\"", "Jalan", StringComparison.Ordinal)
            .Split(',').Select((cell, column) => column == at ? $"\"{value}\"" : cell)));
        var answer = await OfficeRegistrationsTests.PostAsync(harness, OfficeRegistrationsTests.File([.. lines]));

        // 100000000000001 is more than anybody earns in a month too.
        var taken = answer.Json["items"]!.AsArray().Where(i => i!["errors"]?["monthlyWage"] is null).Select(i => values[(int)i!["line"]! - 2]);
        Assert.True(answer.Status == 200 && !taken.Any(), $"{string.Join('\n', taken)}\n{answer.Text}");
    }

    private static async Task AssertNothingAsync(BankBench bench, string id)
    {
        Assert.Equal(PaymentState.Sending, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((0, 0, 0), (totals.PaidOut, totals.Accounts.GetValueOrDefault("suspense").Posted, await bench.OpenCasesAsync(CaseKinds.Suspense)));
        Assert.Equal(0, await bench.OpenCasesAsync(CaseKinds.File));
    }

    private static byte[] Of(string door, string file, string reference, string amount, string currency) => door switch
    {
        "camt.053 Ntry/Amt" => In(BankSamples.Statement(Before, Before - 600_000, 1, true, (reference, "@", true, null)), amount, currency),
        "camt.053 TxDtls/Amt" => In(With(BankSamples.Statement(Before, Before - 600_000, 1, true, (reference, Good, true, null)), "<TxDtls>", "</TxDtls>",
            $"<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><Amt Ccy=\"IDR\">300000</Amt></TxDtls><TxDtls><Refs><EndToEndId>x</EndToEndId></Refs><Amt Ccy=\"IDR\">@</Amt></TxDtls>"), amount == Good ? "300000" : amount, currency),
        "camt.053 Stmt/Bal" => In(Replaced(BankSamples.Statement(Before, Before - 600_000, 1, true, (reference, Good, true, null)), $"{Before}.00", "@"), amount, currency),
        "pain.002 InstdAmt" => In(BankSamples.Report(file, "ACCP", 1, Good, (reference, "ACSC", null, "@")), amount, currency),
        "pain.002 OrgnlCtrlSum" => In(BankSamples.Report(file, "ACCP", 1, "@", (reference, "PDNG", null, null)), amount, "IDR"),
        _ => In(Replaced(BankSamples.Report(file, "ACCP", 1, Good, (reference, "PDNG", null, null)), "<OrgnlNbOfTxs>1<", "<OrgnlNbOfTxs>@<"), amount, "IDR"),
    };

    /// <summary>The amount, and the currency beside it.</summary>
    private static byte[] In(byte[] message, string amount, string currency) =>
        Replaced(Replaced(message, "Ccy=\"IDR\">@", currency.Length == 0 ? ">@" : $"Ccy=\"{currency}\">@"), "@", amount);

    private static byte[] With(byte[] message, string from, string to, string content)
    {
        var text = Encoding.UTF8.GetString(message);
        var (start, end) = (text.IndexOf(from, StringComparison.Ordinal), text.LastIndexOf(to, StringComparison.Ordinal) + to.Length);
        return Encoding.UTF8.GetBytes(text[..start] + content + text[end..]);
    }

    private static byte[] Replaced(byte[] message, string from, string to) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message).Replace(from, to, StringComparison.Ordinal));

    private static byte[] Lines(string lines) => Encoding.UTF8.GetBytes($$"""{"statement":"S1","day":"2026-01-05"}""" + "\n" + lines);
}
