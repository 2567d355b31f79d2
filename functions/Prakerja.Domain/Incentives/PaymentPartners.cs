namespace Prakerja.Domain.Incentives;

/// <summary>A bank or wallet that incentives can be sent to.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="From">First day (WIB) on which an account there can be linked.</param>
public sealed record PaymentPartner(string Provider, string Name, bool IsWallet, DateOnly From);

/// <summary>What one account can take, in whole Rupiah; null: no limit is known.</summary>
/// <param name="Single">Largest single amount.</param>
/// <param name="Month">Most in a calendar month (WIB).</param>
public sealed record AccountLimits(long? Single, long? Month)
{
    public static AccountLimits None { get; } = new(null, null);
}

/// <summary>
/// Partners and their limits, effective-dated. Partners: programme.md, "Paying". Limits of wallets: those of Bank Indonesia for registered electronic money
/// (incentives go to nothing else, for the provider checks the NIK): a balance of Rp 10 M and Rp 20 M coming in a month (PBI 20/6/PBI/2018), Rp 20 M and
/// Rp 40 M from 1 July 2022 (Board of Governors of 18-19 April 2022). More than the balance can never arrive at once.
/// </summary>
public static class PaymentPartners
{
    private static readonly DateOnly Start = new(2020, 4, 11);

    private static readonly (DateOnly From, AccountLimits Limits)[] Wallets =
    [
        (Start, new(10_000_000, 20_000_000)),
        (new(2022, 7, 1), new(20_000_000, 40_000_000)),
    ];

    public static IReadOnlyList<PaymentPartner> All { get; } =
    [
        new("bni", "BNI", false, Start), new("bca", "BCA", false, new(2024, 1, 1)),
        new("ovo", "OVO", true, Start), new("gopay", "GoPay", true, Start), new("linkaja", "LinkAja", true, Start), new("dana", "DANA", true, new(2020, 10, 1)),
    ];

    /// <summary>The partner of this name (<c>bni</c>), or null.</summary>
    public static PaymentPartner? Find(string? provider) => All.FirstOrDefault(p => p.Provider == provider);

    /// <summary>What an account at the provider can take on a day.</summary>
    public static AccountLimits LimitsOn(string provider, DateOnly day) =>
        Find(provider) is { IsWallet: true } ? Wallets.Where(w => w.From <= day).Select(w => w.Limits).LastOrDefault(Wallets[0].Limits) : AccountLimits.None;
}
