using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class PaymentPartnersTests
{
    [Theory]
    [InlineData("bni", "2020-04-11")]
    [InlineData("ovo", "2020-04-11")]
    [InlineData("linkaja", "2020-04-11")]
    [InlineData("gopay", "2020-04-11")]
    [InlineData("dana", "2020-10-01")]
    [InlineData("bca", "2024-01-01")]
    public void Partner_IsThereFrom(string provider, string from) => Assert.Equal(DateOnly.Parse(from, null), PaymentPartners.Find(provider)!.From);

    [Theory]
    [InlineData("ovo", "2022-06-30", 10_000_000, 20_000_000)]
    [InlineData("ovo", "2022-07-01", 20_000_000, 40_000_000)]
    [InlineData("ovo", "2019-01-01", 10_000_000, 20_000_000)]
    [InlineData("bni", "2022-07-01", null, null)]
    [InlineData("nobody", "2022-07-01", null, null)]
    public void Limits_AreThoseOfTheDay(string provider, string day, int? single, int? month) =>
        Assert.Equal(new AccountLimits(single, month), PaymentPartners.LimitsOn(provider, DateOnly.Parse(day, null)));
}
