using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Outside;

/// <summary>A payment partner and the strings that move it.</summary>
public interface IPaymentBench : IAsyncDisposable
{
    IPaymentPartner Partner { get; }

    /// <summary>One that the partner sends to.</summary>
    string Provider => "ovo";

    /// <param name="behaviour"><c>pay</c>, <c>reject</c>, <c>noReply</c> (the instruction never arrives) or <c>noReplyButPaid</c>.</param>
    Task BehaveAsync(string account, string behaviour);

    /// <summary>What was really paid: references and amounts.</summary>
    Task<IReadOnlyList<(string Reference, long Amount)>> MadeAsync();

    /// <summary>Runs something and lets time pass until it has ended.</summary>
    Task<T> WithTimeAsync<T>(Func<Task<T>> run);
}

/// <summary>What every <see cref="IPaymentPartner"/> does: whatever happens on the way, a reference is paid at most once, and the truth can be asked for.</summary>
public abstract class PaymentPartnerContract
{
    private const string Account = "0812345678";
    private const long Amount = 600_000;

    /// <summary>What can be said of an instruction whose reply was lost: a partner that is written to in files has only taken it so far.</summary>
    private static readonly PaymentStatus[] Undecided = [PaymentStatus.Unknown, PaymentStatus.Accepted];

    protected abstract Task<IPaymentBench> OpenAsync();

    [Fact]
    public async Task Pay_Twice_IsOneTransfer()
    {
        await using var bench = await OpenAsync();
        Assert.Equal(PaymentStatus.Accepted, (await PayAsync(bench, "r1")).Status);
        Assert.True((await PayAsync(bench, "r1")).Status is PaymentStatus.Accepted or PaymentStatus.Succeeded);
        Assert.Equal([("r1", Amount)], await bench.MadeAsync());
    }

    [Fact]
    public async Task Inquire_Paid_TellsAmountAndTransaction()
    {
        await using var bench = await OpenAsync();
        await PayAsync(bench, "r1");
        var reply = await InquireAsync(bench, "r1");
        Assert.Equal((PaymentStatus.Succeeded, Amount), (reply.Status, reply.Amount));
        Assert.NotNull(reply.TransactionId);
    }

    [Fact]
    public async Task Pay_Rejected_MovesNothingAndSaysWhy()
    {
        await using var bench = await OpenAsync();
        await bench.BehaveAsync(Account, "reject");
        await PayAsync(bench, "r1");
        var reply = await InquireAsync(bench, "r1");
        Assert.Equal(PaymentStatus.Failed, reply.Status);
        Assert.NotNull(reply.Reason);
        Assert.Empty(await bench.MadeAsync());
    }

    [Fact]
    public async Task Pay_ReplyLost_IsUnknownAndPaidOnce()
    {
        await using var bench = await OpenAsync();
        await bench.BehaveAsync(Account, "noReplyButPaid");
        Assert.Contains((await PayAsync(bench, "r1")).Status, Undecided);
        Assert.Equal(PaymentStatus.Succeeded, (await InquireAsync(bench, "r1")).Status);
        Assert.Equal([("r1", Amount)], await bench.MadeAsync());
    }

    [Fact]
    public async Task Pay_NeverArrived_IsUnknownUntilTheInquiryClosesTheReference()
    {
        await using var bench = await OpenAsync();
        await bench.BehaveAsync(Account, "noReply");
        Assert.Contains((await PayAsync(bench, "r1")).Status, Undecided);
        await bench.BehaveAsync(Account, "pay");
        Assert.Equal(PaymentStatus.NotFound, (await InquireAsync(bench, "r1")).Status);
        Assert.Equal(PaymentStatus.Failed, (await PayAsync(bench, "r1")).Status);
        Assert.Empty(await bench.MadeAsync());
    }

    [Fact]
    public async Task Inquire_NeverSent_IsNotFoundForEver()
    {
        await using var bench = await OpenAsync();
        Assert.Equal(PaymentStatus.NotFound, (await InquireAsync(bench, "r2")).Status);
        Assert.Equal(PaymentStatus.NotFound, (await InquireAsync(bench, "r2")).Status);
    }

    [Fact]
    public async Task Stop_NeverSent_ClosesTheReference()
    {
        await using var bench = await OpenAsync();
        Assert.Equal(StopOutcome.Stopped, await StopAsync(bench, "r1"));
        Assert.Equal(StopOutcome.Stopped, await StopAsync(bench, "r1"));
        Assert.Equal(PaymentStatus.Failed, (await PayAsync(bench, "r1")).Status);
        Assert.Empty(await bench.MadeAsync());
    }

    [Fact]
    public async Task Stop_Paid_IsTooLate()
    {
        await using var bench = await OpenAsync();
        await PayAsync(bench, "r1");
        Assert.Equal(StopOutcome.TooLate, await StopAsync(bench, "r1"));
        Assert.Equal(PaymentStatus.Succeeded, (await InquireAsync(bench, "r1")).Status);
    }

    [Fact]
    public async Task AccountCheck_Reached_IsTrueAndMovesNothing()
    {
        await using var bench = await OpenAsync();
        Assert.True(await bench.WithTimeAsync(() => bench.Partner.RequestAccountCheckAsync(new AccountCheck("a1", bench.Provider, Account, "3273012345678901", "Siti", null))));
        Assert.Empty(await bench.MadeAsync());
    }

    private static Task<PaymentReply> PayAsync(IPaymentBench bench, string reference) => bench.WithTimeAsync(() =>
        bench.Partner.PayAsync(new PaymentInstruction(reference, bench.Provider, "incentive", "participant-1", Account, Amount)));

    private static Task<StopOutcome> StopAsync(IPaymentBench bench, string reference) => bench.WithTimeAsync(() => bench.Partner.StopAsync(bench.Provider, reference));

    private static Task<PaymentReply> InquireAsync(IPaymentBench bench, string reference) => bench.WithTimeAsync(() => bench.Partner.InquireAsync(bench.Provider, reference));
}
