using Microsoft.Extensions.Options;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Amounts;

/// <summary>Amounts and counts in the settings: what they cannot be stops the start, and does not switch a limit or the second person off.</summary>
public sealed class SettingAmountsTests
{
    public static TheoryData<long> Impossible { get; } = [-1, long.MinValue, long.MaxValue, TransferLimits.Largest + 1];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Payouts_WithAnAmountThatCannotBe_AreRefused(long amount)
    {
        Assert.All(
            [
                Of(o => o.SecondPersonAbove = amount), OfProvider(p => p.SecondPersonAbove = amount), OfProvider(p => p.LargestAmount = amount), OfProvider(p => p.MostPerMonth = amount),
            ], Assert.True);
        Assert.All([Of(o => o.SecondPersonAbove = 0), OfProvider(p => p.SecondPersonAbove = 0), OfProvider(p => p.LargestAmount = TransferLimits.Largest)], Assert.False);
    }

    [Fact]
    public void Payouts_WithNothingAsALimit_AreRefused() => Assert.All([OfProvider(p => p.LargestAmount = 0), OfProvider(p => p.MostPerMonth = 0), OfProvider(p => p.PerMinute = 0)], Assert.True);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(int.MinValue, 0)]
    [InlineData(int.MaxValue, 0)]
    [InlineData(5000, -1)]
    [InlineData(5000, long.MaxValue)]
    public async Task Banks_WithFilesThatCannotBeSent_AreRefused(int most, long windowTicks)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var check = harness.All<IValidateOptions<BankFileOptions>>().Single();
        Assert.True(check.Validate(null, new BankFileOptions { MaxTransactions = most, Window = TimeSpan.FromTicks(windowTicks) }).Failed);
        Assert.True(check.Validate(null, new BankFileOptions()).Succeeded);
    }

    private static bool OfProvider(Action<ProviderPayoutOptions> set)
    {
        var provider = new ProviderPayoutOptions();
        set(provider);
        return Of(o => o.Providers["bni"] = provider);
    }

    /// <summary>Whether it is refused.</summary>
    private static bool Of(Action<PayoutOptions> set)
    {
        var options = new PayoutOptions();
        set(options);
        return new PayoutOptionsCheck().Validate(null, options).Failed;
    }
}
