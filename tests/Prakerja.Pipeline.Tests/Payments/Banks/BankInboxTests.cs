using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Cases;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>A bank's message that could not be applied.</summary>
public sealed class BankInboxTests
{
    [Fact]
    public async Task Message_SetAside_IsACaseAndAppliedWhenItIsSentAgain()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var report = BankSamples.Report((await bench.FileAsync()).MessageId, "ACCP", 1, "600000", (reference, "ACSC", null, null));
        await SetAsideAsync(bench, report);
        Assert.Equal(PaymentState.Sending, (await bench.Payments.PayoutAsync(id, CasePlay.First)).State);
        Assert.Equal("message-failed", Assert.Single(await bench.Payments.CasesAsync(CaseKinds.File))!["what"]!.GetValue<string>());

        Assert.Equal(202, (await bench.SendAsync(report)).Status);

        Assert.Equal((PaymentState.Paid, 0), ((await bench.Payments.PayoutAsync(id, CasePlay.First)).State, await bench.OpenCasesAsync(CaseKinds.File)));
        await bench.SendAsync(report);
        await bench.Payments.AssertMoneyAsync(paid: 600_000);
    }

    [Fact]
    public async Task Message_SetAsideAndNeverSentAgain_CanBeAccepted()
    {
        await using var bench = await BankBench.StartAsync();
        var (_, reference) = await bench.FiledAsync();
        await SetAsideAsync(bench, BankSamples.Report((await bench.FileAsync()).MessageId, "ACCP", 1, "600000", (reference, "ACSC", null, null)));
        await bench.Payments.ResolveAsync(CaseKinds.File, await bench.Payments.OnlyCaseAsync(CaseKinds.File), new { resolution = "accept", reason = "Its statement told the same." });
        Assert.Equal(0, await bench.OpenCasesAsync(CaseKinds.File));
    }

    /// <summary>Stored, and then its bytes are lost before it is applied.</summary>
    private static async Task SetAsideAsync(BankBench bench, byte[] message)
    {
        await bench.Harness.Get<BankInbox>().StoreAsync("bni", IsoNames.StatusReport, message, CancellationToken.None);
        foreach (var (place, _) in (await bench.Harness.Blobs.ReadAllAsync()).Where(b => b.Place.StartsWith($"{BankFileStore.Container}/in/", StringComparison.Ordinal)))
        {
            Assert.True(await bench.Harness.Get<IBlobStore>().DeleteAsync(BankFileStore.Container, place[(BankFileStore.Container.Length + 1)..]));
        }

        await bench.Harness.SettleAsync();
    }
}
