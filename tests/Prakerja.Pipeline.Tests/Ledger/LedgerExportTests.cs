using System.Globalization;
using Prakerja.Domain;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Tests.Admin;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Ledger;

public sealed class LedgerExportTests
{
    private const string Journal = "/api/admin/ledger/journal";

    [HledgerFact]
    public async Task Journal_OfAShortProgramme_HasOurBalancesInHledger()
    {
        await using var bench = await ProgrammeAsync();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, (await ReadAsync(bench, Journal)).Bytes);
            await HledgerFactAttribute.RunAsync("-f", file, "check");
            var theirs = (await HledgerFactAttribute.RunAsync("-f", file, "balance", "--flat", "--no-total", "-O", "csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(line => line.Split(',')).ToDictionary(c => c[0].Trim('"'), c => long.Parse(c[1].Trim('"')["IDR ".Length..], CultureInfo.InvariantCulture));
            Assert.Equal(await BalancesAsync(bench), theirs.OrderBy(a => a.Key, StringComparer.Ordinal));
            Assert.Contains(theirs, a => a.Key.StartsWith("paid:", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Journal_OfEachDay_TogetherIsTheWhole()
    {
        await using var bench = await ProgrammeAsync();
        var whole = Entries((await ReadAsync(bench, Journal)).Text);
        var days = new List<string>();
        for (var day = Wib.DateOf(PipelineHarness.Beginning); day <= Wib.DateOf(bench.Harness.Now); day = day.AddDays(1))
        {
            var entries = Entries((await ReadAsync(bench, $"{Journal}?day={day:yyyy-MM-dd}")).Text);
            Assert.All(entries, e => Assert.StartsWith($"{day:yyyy-MM-dd} * ", e, StringComparison.Ordinal));
            days.AddRange(entries);
        }

        Assert.True(whole.Length > 5, $"{whole.Length} transfers");
        Assert.Equal(whole.Order(StringComparer.Ordinal), days.Order(StringComparer.Ordinal));
        Assert.Equal((await ReadAsync(bench, Journal)).Bytes, (await ReadAsync(bench, Journal)).Bytes);
    }

    [Fact]
    public async Task Csv_Summed_HasOurBalances()
    {
        await using var bench = await ProgrammeAsync();
        var answer = await ReadAsync(bench, $"{Journal}?format=csv");
        Assert.Equal("text/csv; charset=utf-8", answer.ContentType);
        var lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("day,settledAt,kind,debit,credit,amount,key,reference", lines[0]);
        var legs = lines.Skip(1).Select(l => l.Split(',')).SelectMany(c => new[] { (Account: c[3], Amount: -long.Parse(c[5], CultureInfo.InvariantCulture)), (Account: c[4], Amount: long.Parse(c[5], CultureInfo.InvariantCulture)) });
        Assert.Equal(await BalancesAsync(bench), new SortedDictionary<string, long>(legs.GroupBy(l => l.Account).Where(g => g.Sum(l => l.Amount) != 0).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount)), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("?day=2026-02-30", "day")]
    [InlineData("?format=xml", "format")]
    public async Task Journal_AskedForWrongly_SaysWhat(string query, string field)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.AsFinanceAsync("fitri", "GET", Journal + query);
        Assert.Equal((400, field), (answer.Status, Assert.Single(answer.Json["errors"]!.AsObject()).Key));
    }

    [Fact]
    public void Entry_WithLineEndsCommentsAndFormulas_StaysOneTransaction()
    {
        var row = new TransferRow("a\n    treasury  IDR 5", "suspense", "paid:x  y", 7, "=1+1,\"", PipelineHarness.Beginning, ";a\r\nb,c:d", TransferState.Posted);
        Assert.Equal(
            "2026-01-05 * =1+1__\n    ; key:a_____treasury__IDR_5\n    ; reference:_a__b_c:d\n    paid:x__y  IDR 7\n    suspense  IDR -7\n\n", HledgerJournal.Entry(row));
        Assert.Equal("2026-01-05,2026-01-05T01:00:00Z,\"'=1+1,\"\"\",suspense,paid:x  y,7,\"a\n    treasury  IDR 5\",\";a\r\nb,c:d\"\r\n", LedgerCsv.Line(row));
    }

    /// <summary>A budget cut, a batch whose winners lapse, three who are paid, and money of a statement that nobody knows.</summary>
    private static async Task<PaymentBench> ProgrammeAsync()
    {
        var bench = await PaymentBench.StartAsync();
        await bench.Harness.BudgetAsync(100_000_000);
        await bench.Harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        await bench.Harness.JoinManyAsync(1, 10, 2);
        await bench.Harness.AdvanceToAsync(BatchPlay.Announces.AddMinutes(1));
        for (var number = 1; number <= 3; number++)
        {
            await bench.LinkAsync(await bench.AddTrainedAsync(number), $"123456789{number}");
        }

        await bench.Harness.AsFinanceAsync("fitri", "POST", "/api/admin/statements", new[] { new { reference = "nobody's", amount = 12_345, at = bench.Harness.Now } });
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(40));
        return bench;
    }

    private static string[] Entries(string journal) => [.. journal.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(e => char.IsDigit(e[0]))];

    private static async Task<Answer> ReadAsync(PaymentBench bench, string path)
    {
        var answer = await bench.Harness.AsStaffAsync(Access.Auditor, "dewi", "GET", path);
        Assert.Equal(200, answer.Status);
        return answer;
    }

    /// <summary>Posted balances by account that are not zero, from the transfers themselves.</summary>
    private static async Task<SortedDictionary<string, long>> BalancesAsync(PaymentBench bench)
    {
        var balances = new Balances();
        await foreach (var row in bench.Harness.Get<LedgerScan>().AllAsync())
        {
            balances.Add(row.ToTransfer());
        }

        return new SortedDictionary<string, long>(balances.All.Where(a => a.Value.Posted != 0).ToDictionary(a => a.Key, a => a.Value.Posted), StringComparer.Ordinal);
    }
}
