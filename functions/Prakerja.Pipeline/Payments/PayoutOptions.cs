using Microsoft.Extensions.Options;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments;

/// <summary>How much is sent to a provider at once, and above what a second person is needed. Section <c>Payouts</c> of the settings.</summary>
public sealed class PayoutOptions
{
    public const string Section = "Payouts";

    /// <summary>Most instructions a minute to one provider: 1,200, so that a day takes 1.7 M.</summary>
    public int PerMinute { get; set; } = 1_200;

    /// <summary>What a provider is sent on one day without two people, in whole Rupiah: Rp 10,000,000,000, some 16,000 incentives.</summary>
    public long SecondPersonAbove { get; set; } = 10_000_000_000;

    /// <summary>What differs for a provider (<c>Payouts__Providers__bni__PerMinute</c>).</summary>
    public IDictionary<string, ProviderPayoutOptions> Providers { get; } = new Dictionary<string, ProviderPayoutOptions>(StringComparer.Ordinal);

    public int PerMinuteOf(string provider) => Of(provider)?.PerMinute ?? PerMinute;

    public long SecondPersonAboveOf(string provider) => Of(provider)?.SecondPersonAbove ?? SecondPersonAbove;

    /// <summary>The lower of what the partner table says (<see cref="PaymentPartners.LimitsOn"/>) and what is set here.</summary>
    public AccountLimits LimitsOf(string provider, DateOnly day)
    {
        var (known, set) = (PaymentPartners.LimitsOn(provider, day), Of(provider));
        return new AccountLimits(Lower(known.Single, set?.LargestAmount), Lower(known.Month, set?.MostPerMonth));
    }

    private ProviderPayoutOptions? Of(string provider) => Providers.TryGetValue(provider, out var set) ? set : null;

    private static long? Lower(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}

/// <summary>Null: as for all, or as the partner table says.</summary>
public sealed class ProviderPayoutOptions
{
    public int? PerMinute { get; set; }

    public long? SecondPersonAbove { get; set; }

    /// <summary>Largest single amount, in whole Rupiah.</summary>
    public long? LargestAmount { get; set; }

    /// <summary>Most to one account in a calendar month, in whole Rupiah.</summary>
    public long? MostPerMonth { get; set; }
}

/// <summary>Refuses settings under which nothing could be paid, or for a provider that does not exist.</summary>
public sealed class PayoutOptionsCheck : IValidateOptions<PayoutOptions>
{
    public ValidateOptionsResult Validate(string? name, PayoutOptions options)
    {
        var wrong = Wrong(options).ToArray();
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(PayoutOptions options)
    {
        var providers = options.Providers.Values;
        if (options.PerMinute < 1 || providers.Any(p => p.PerMinute < 1))
        {
            yield return $"{PayoutOptions.Section}: PerMinute is at least 1.";
        }

        // More than can ever be paid would switch the second person off without saying so.
        if (!IsThreshold(options.SecondPersonAbove) || providers.Any(p => p.SecondPersonAbove is { } set && !IsThreshold(set)))
        {
            yield return $"{PayoutOptions.Section}: SecondPersonAbove is whole Rupiah, 0 to {TransferLimits.Largest}.";
        }

        if (providers.SelectMany(p => new[] { p.LargestAmount, p.MostPerMonth }).Any(set => set is { } amount && !TransferLimits.Holds(amount)))
        {
            yield return $"{PayoutOptions.Section}: LargestAmount and MostPerMonth are whole Rupiah, 1 to {TransferLimits.Largest}.";
        }

        foreach (var unknown in options.Providers.Keys.Where(k => PaymentPartners.Find(k) is null))
        {
            yield return $"{PayoutOptions.Section}: there is no provider '{unknown}'.";
        }
    }

    private static bool IsThreshold(long amount) => amount == 0 || TransferLimits.Holds(amount);
}
