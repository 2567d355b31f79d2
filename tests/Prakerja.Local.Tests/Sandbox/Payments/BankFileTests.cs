using Prakerja.Local.Sandbox.Banks;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Sandbox.Payments;

/// <summary>A bank of the sandbox: what it takes, and what it tells by files of its own.</summary>
public sealed class BankFileTests
{
    private const string Account = "1234567890";
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Fact]
    public async Task File_TakenTwice_IsExecutedOnceAndAcknowledgedWithItsTotals()
    {
        await using var host = await SandboxHarness.StartAsync();
        await PayAsync(host, "r1");
        await PayAsync(host, "r2");
        await host.Work.WhenIdleAsync();
        var files = host.Get<BankFileStore>();
        var file = (await files.FindAsync("bni", 1))!.Value.File;
        var bytes = await files.OpenAsync(file.MessageId, file.WrappedKey, CancellationToken.None);

        var reply = await host.Get<IBankChannel>().SendAsync("bni", file.MessageId, bytes);

        Assert.Equal(BankFileState.Acknowledged, file.State);
        Assert.Equal(new BankFileReply(BankFileStatus.Accepted, file.Count, file.Sum), reply);
        Assert.Equal(2, (await host.Get<PaymentBook>().MadeAsync()).Count);
    }

    [Fact]
    public async Task File_OtherBytesUnderAKnownId_AreNotTaken()
    {
        await using var host = await SandboxHarness.StartAsync();
        await PayAsync(host, "r1");
        await host.Work.WhenIdleAsync();

        Assert.Equal(BankFileStatus.Unknown, (await host.Get<IBankChannel>().SendAsync("bni", BankFile.MessageIdOf("bni", 1), "<other/>"u8.ToArray())).Status);
        Assert.Single(await host.Get<PaymentBook>().MadeAsync());
    }

    [Fact]
    public async Task File_ThatNoSchemaHoldsFor_IsRejectedWhole()
    {
        await using var host = await SandboxHarness.StartAsync();
        await host.Get<IBankChannel>().SendAsync("bni", "X-1", "<Document/>"u8.ToArray());
        Assert.Equal(BankFileStatus.Rejected, (await host.Get<IBankChannel>().AskAsync("bni", "X-1")).Status);
        Assert.Equal(BankFileStatus.NotFound, (await host.Get<IBankChannel>().AskAsync("bni", "X-2")).Status);
    }

    [Theory]
    [InlineData("returned", 0)]
    [InlineData("otherAmount", 300_000)]
    [InlineData("duplicateOutcome", 600_000)]
    [InlineData("contradictory", 600_000)]
    public async Task Payment_TroubledBehaviour_ShowsWhatReallyMoved(string behaviour, long moved)
    {
        foreach (var provider in (string[])["bni", "ovo"])
        {
            await using var host = await SandboxHarness.StartAsync();
            await host.CallAsync("PUT", $"/sandbox/payments/{Account}", new { behaviour });
            await PayAsync(host, "r1", provider);
            await host.AdvanceAsync(TimeSpan.FromDays(2));
            Assert.Equal(moved, (await host.Get<PaymentBook>().MadeAsync()).Sum(m => m.Amount));
        }
    }

    [Fact]
    public async Task Wallet_Contradictory_ReportsFailureFirstAndAnInquiryTellsTheTruth()
    {
        await using var host = await SandboxHarness.StartAsync();
        await host.CallAsync("PUT", $"/sandbox/payments/{Account}", new { behaviour = "contradictory" });
        await PayAsync(host, "r1", "ovo");
        await host.Work.WhenIdleAsync();
        Assert.Equal(PaymentStatus.Succeeded, (await host.Get<IPaymentPartner>().InquireAsync("ovo", "r1")).Status);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["disbursement.failed", "disbursement.succeeded"], host.Received.Select(r => r.Type));
    }

    [Theory]
    [InlineData("bni")]
    [InlineData("ovo")]
    public async Task Statement_OfTheDayBefore_ComesAtOneWithEveryMove(string provider)
    {
        await using var host = await SandboxHarness.StartAsync();
        await PayAsync(host, "r1", provider);
        await PayAsync(host, "r2", provider);
        Assert.Equal(StatementCover.None, await CoverAsync(host, provider));
        await host.AdvanceAsync(TimeSpan.FromHours(18));

        Assert.Equal(StatementCover.Complete, await CoverAsync(host, provider));
        var page = Assert.Single(await host.Get<StatementBook>().PagesAsync(provider, Monday));
        Assert.Equal((2, 1_200_000), (page.Lines, page.Debits));
    }

    [Theory]
    [InlineData("bni")]
    [InlineData("ovo")]
    public async Task Statement_PartialAndTwice_IsKnownToLackAPageForADay(string provider)
    {
        await using var host = await SandboxHarness.StartAsync();
        await host.CallAsync("PUT", $"/sandbox/statements/{provider}", new { partial = true, twice = true });
        await PayAsync(host, "r1", provider);
        await PayAsync(host, "r2", provider);
        await host.AdvanceAsync(TimeSpan.FromHours(18));
        Assert.Equal(StatementCover.Partial, await CoverAsync(host, provider));

        await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(StatementCover.Complete, await CoverAsync(host, provider));
        Assert.Equal(1_200_000, (await host.Get<StatementBook>().PagesAsync(provider, Monday)).Sum(p => p.Debits));
        var shown = (await host.CallAsync("GET", $"/sandbox/statements?provider={provider}&day=2026-01-05")).Body;
        Assert.Equal(2, shown.GetArrayLength());
    }

    [Fact]
    public async Task Stop_OfAPaymentOnItsWay_IsAskedByFileAndAnsweredByFile()
    {
        await using var host = await SandboxHarness.StartAsync();
        await host.CallAsync("PUT", $"/sandbox/payments/{Account}", new { behaviour = "slow" });
        await PayAsync(host, "r1");
        await host.Work.WhenIdleAsync();

        await host.Get<IPaymentPartner>().StopAsync("bni", "r1");
        await host.Work.WhenIdleAsync();

        Assert.Equal(StopOutcome.Stopped, await host.Get<IPaymentPartner>().StopAsync("bni", "r1"));
        Assert.Equal(StopOutcome.Stopped, (await host.Get<BankSpool>().FindAsync("bni", "r1"))!.Stop);
        await host.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Empty(await host.Get<PaymentBook>().MadeAsync());
    }

    private static Task<StatementCover> CoverAsync(SandboxHarness host, string provider) => host.Get<StatementBook>().CoverAsync(provider, Monday);

    private static Task<PaymentReply> PayAsync(SandboxHarness host, string reference, string provider = "bni") => host.TrackedAsync(() =>
        host.Get<IPaymentPartner>().PayAsync(new PaymentInstruction(reference, provider, "incentive", "p1", Account, 600_000)));
}
