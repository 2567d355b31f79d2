using System.Text;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

public sealed class BankFilesTests
{
    [Fact]
    public async Task Instructions_WithinTheWindow_AreOneFileWithItsTotals()
    {
        await using var bench = await BankBench.StartAsync();
        bench.Options.Window = TimeSpan.FromMinutes(15);
        for (var number = 0; number < 40; number++)
        {
            await bench.PayAsync($"r{number}", 100_000 + number);
        }

        await bench.Harness.RunTimerAsync("bank-files-sweep");
        Assert.Empty(bench.Bank.Files);
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(15));
        await bench.Harness.RunTimerAsync("bank-files-sweep");

        var root = BankPlay.Read(Assert.Single(bench.Bank.Files).Bytes);
        Assert.Equal(("40", "4000780"), (root.Text("GrpHdr/NbOfTxs"), root.Text("GrpHdr/CtrlSum")));
        Assert.Equal(40, bench.Bank.Transactions.Distinct().Count());
        Assert.Equal(4_000_780, bench.Bank.Transactions.Sum(t => t.Amount));
    }

    [Fact]
    public async Task Instructions_MoreThanAFileHolds_GoIntoSeveral()
    {
        await using var bench = await BankBench.StartAsync();
        bench.Options.MaxTransactions = 35;
        for (var number = 0; number < 80; number++)
        {
            await bench.PayAsync($"r{number}");
        }

        await bench.Harness.SettleAsync();
        Assert.Equal([35, 35, 10], bench.Bank.Files.Select(f => int.Parse(BankPlay.Read(f.Bytes).Text("GrpHdr/NbOfTxs")!)));
        Assert.Equal(80, bench.Bank.Transactions.Distinct().Count());
    }

    [Fact]
    public async Task File_WithoutReply_IsAskedAboutAndNotSentAgain()
    {
        await using var bench = await BankBench.StartAsync();
        bench.Bank.Send = _ => new BankFileReply(BankFileStatus.Unknown);
        await bench.PayAsync("r1");
        await bench.Harness.SettleAsync();
        Assert.Equal(PaymentStatus.Unknown, (await bench.Files.InquireAsync("bni", "r1")).Status);

        await bench.Harness.RunTimerAsync("bank-files-sweep");

        Assert.Single(bench.Bank.Files);
        Assert.Equal(BankFileState.Delivered, (await bench.FileAsync()).State);
    }

    [Fact]
    public async Task File_TheBankNeverGot_IsSentAgainByteForByteUnderTheSameId()
    {
        await using var bench = await BankBench.StartAsync();
        (bench.Bank.Arrives, bench.Bank.Send) = (false, _ => new BankFileReply(BankFileStatus.Unknown));
        await bench.PayAsync("r1");
        await bench.Harness.SettleAsync();
        Assert.Empty(bench.Bank.Files);
        (bench.Bank.Arrives, bench.Bank.Send) = (true, _ => new BankFileReply(BankFileStatus.Received));

        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(3));
        await bench.Harness.RunTimerAsync("bank-files-sweep");
        bench.Bank.Ask = _ => new BankFileReply(BankFileStatus.NotFound);
        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(3));
        await bench.Harness.RunTimerAsync("bank-files-sweep");

        Assert.Equal(2, bench.Bank.Files.Count);
        Assert.Single(bench.Bank.Files.Select(f => (f.MessageId, Convert.ToHexString(f.Bytes))).Distinct());
    }

    [Fact]
    public async Task File_Rejected_FailsItsPayoutsAsNeverExecuted()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();

        Assert.Equal(202, (await bench.SendAsync(BankSamples.Report((await bench.FileAsync()).MessageId, "RJCT"))).Status);

        Assert.Equal(PaymentState.Failed, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        Assert.Equal((PaymentStatus.Failed, "file-rejected"), ((await bench.Files.InquireAsync("bni", reference)).Status, (await bench.Files.InquireAsync("bni", reference)).Reason));
        await bench.Payments.AssertLedgerAsync();
    }

    [Fact]
    public async Task File_AcknowledgedWithOtherTotals_IsHeldUntilTheBankAcknowledgesWhatWasSent()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var file = await bench.FileAsync();

        await bench.SendAsync(BankSamples.Report(file.MessageId, "ACCP", 1, "600001", (reference, "ACSC", null, null)));
        Assert.Equal((BankFileState.Held, 1), ((await bench.FileAsync()).State, await bench.OpenCasesAsync(CaseKinds.File)));
        Assert.Equal(PaymentState.Sending, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        Assert.Equal(PaymentStatus.Unknown, (await bench.Files.InquireAsync("bni", reference)).Status);

        await bench.SendAsync(BankSamples.Report(file.MessageId, "ACCP", 1, "600000", (reference, "ACSC", null, null)));
        Assert.Equal((BankFileState.Acknowledged, 0), ((await bench.FileAsync()).State, await bench.OpenCasesAsync(CaseKinds.File)));
        Assert.Equal(PaymentState.Paid, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
    }

    [Fact]
    public async Task File_CountedOtherwiseAndThenRejected_LeavesNoCase()
    {
        await using var bench = await BankBench.StartAsync();
        await bench.FiledAsync();
        var file = await bench.FileAsync();
        await bench.SendAsync(BankSamples.Report(file.MessageId, "ACCP", 1, "600001"));
        Assert.Equal(1, await bench.OpenCasesAsync(CaseKinds.File));

        await bench.SendAsync(BankSamples.Report(file.MessageId, "RJCT", 1, "600001"));

        Assert.Equal((BankFileState.Rejected, 0), ((await bench.FileAsync()).State, await bench.OpenCasesAsync(CaseKinds.File)));
    }

    [Theory]
    [InlineData("ACSC", null, PaymentState.Paid, null)]
    [InlineData("ACSP", null, PaymentState.Sending, null)]
    [InlineData("PDNG", null, PaymentState.Sending, null)]
    [InlineData("RJCT", "AC04", PaymentState.Failed, "account-inactive")]
    [InlineData("RJCT", "AC06", PaymentState.Failed, "account-inactive")]
    [InlineData("RJCT", "AC01", PaymentState.Failed, "account-rejected")]
    [InlineData("RJCT", "BE01", PaymentState.Failed, "account-owner-mismatch")]
    [InlineData("RJCT", "AM14", PaymentState.Failed, "payment-rejected")]
    [InlineData("RJCT", "ZZ99", PaymentState.Failed, "payment-rejected")]
    public async Task Report_OfATransaction_HasOurReason(string status, string? reason, PaymentState state, string? ours)
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var report = BankSamples.Report((await bench.FileAsync()).MessageId, "PART", 1, "600000", (reference, status, reason, "600000"));

        await bench.SendAsync(report);
        await bench.SendAsync(report);

        var payout = await bench.Payments.PayoutAsync(id, "completion-1");
        Assert.Equal((state, ours), (payout.State, payout.Reason));
    }

    [Fact]
    public async Task Report_OfATransactionWeDidNotSend_IsACaseAndPaysNothing()
    {
        await using var bench = await BankBench.StartAsync();
        await bench.FiledAsync();
        await bench.SendAsync(BankSamples.Report((await bench.FileAsync()).MessageId, "ACCP", 1, "600000", (new string('0', 32), "ACSC", null, null)));
        Assert.Equal("unknown-transaction", Assert.Single(await bench.Payments.CasesAsync(CaseKinds.File))!["what"]!.GetValue<string>());

        await bench.Payments.ResolveAsync(CaseKinds.File, await bench.Payments.OnlyCaseAsync(CaseKinds.File), new { resolution = "accept", reason = "BNI's mistake, by its mail." });
        Assert.Equal(0, await bench.OpenCasesAsync(CaseKinds.File));
    }

    [Fact]
    public async Task Inquiry_OfWhatNeverCame_ClosesTheReferenceAndOfWhatWaitsDoesNot()
    {
        await using var bench = await BankBench.StartAsync();
        bench.Options.Window = TimeSpan.FromHours(1);
        Assert.Equal(PaymentStatus.NotFound, (await bench.Files.InquireAsync("bni", "r1")).Status);
        Assert.Equal(PaymentStatus.Failed, (await bench.PayAsync("r1")).Status);
        await bench.PayAsync("r2");
        Assert.Equal(PaymentStatus.Accepted, (await bench.Files.InquireAsync("bni", "r2")).Status);

        Assert.Equal(StopOutcome.Stopped, await bench.Files.StopAsync("bni", "r2"));

        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(2));
        await bench.Harness.RunTimerAsync("bank-files-sweep");
        Assert.Empty(bench.Bank.Files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task Instruction_OfNoPossibleAmount_IsNotTaken(long amount)
    {
        await using var bench = await BankBench.StartAsync();
        Assert.Equal(PaymentStatus.Failed, (await bench.PayAsync("r1", amount)).Status);
        await bench.Harness.SettleAsync();
        Assert.Empty(bench.Bank.Files);
    }

    [Fact]
    public async Task Account_OnItsWay_IsStoredNowhereInTheClear()
    {
        const string account = "99887766554433";
        var tables = new WatchedTables();
        await using var harness = await PipelineHarness.StartAsync(decorate: tables.Watch);
        await harness.Get<FileBank>().PayAsync(new PaymentInstruction("r1", "bni", "incentive", "p1", account, 600_000));
        Assert.DoesNotContain(await tables.ReadAllAsync(), row => row.Text.Contains(account, StringComparison.Ordinal));
        await harness.SettleAsync();

        Assert.Contains(account, Encoding.UTF8.GetString(Assert.Single(harness.Bank.Files).Bytes), StringComparison.Ordinal);
        var stored = (await tables.ReadAllAsync()).Concat(await harness.Blobs.ReadAllAsync()).ToArray();
        Assert.Contains(stored, entry => entry.Place.StartsWith("bank-files/", StringComparison.Ordinal));
        Assert.DoesNotContain(stored, entry => entry.Text.Contains(account, StringComparison.Ordinal));
    }
}
