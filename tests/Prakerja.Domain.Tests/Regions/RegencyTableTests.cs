using System.Text.RegularExpressions;
using Prakerja.Domain.Regions;

namespace Prakerja.Domain.Tests.Regions;

public sealed partial class RegencyTableTests
{
    [Fact]
    public void All_IsTheWholeCountry()
    {
        Assert.Equal(514, RegencyTable.All.Count);
        Assert.Equal(416, RegencyTable.All.Count(r => r.Name.StartsWith("Kabupaten ", StringComparison.Ordinal)));
        Assert.Equal(98, RegencyTable.All.Count(r => r.Name.StartsWith("Kota ", StringComparison.Ordinal)));
        Assert.Equal(38, RegencyTable.All.Select(r => r.ProvinceCode).Distinct().Count());
        Assert.Equal(38, RegencyTable.All.Select(r => r.ProvinceName).Distinct().Count());
    }

    [Fact]
    public void All_IsOrderedAndWellFormed()
    {
        Assert.Equal(RegencyTable.All.Select(r => r.Code).Order(StringComparer.Ordinal), RegencyTable.All.Select(r => r.Code));
        Assert.All(RegencyTable.All, r =>
        {
            Assert.Matches(Dotted(), r.Code);
            Assert.StartsWith(r.ProvinceCode + ".", r.Code, StringComparison.Ordinal);
            Assert.Matches(Proper(), r.Name);
        });
    }

    [Theory]
    [InlineData("32.73", "Kota Bandung", "Jawa Barat")]
    [InlineData("31.71", "Kota Administrasi Jakarta Pusat", "DKI Jakarta")]
    [InlineData("96.71", "Kota Sorong", "Papua Barat Daya")]
    public void Find_ACode_GivesItsRegency(string code, string name, string province)
    {
        var regency = RegencyTable.Find(code)!;
        Assert.Equal((name, province), (regency.Name, regency.ProvinceName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3273")]
    [InlineData("54.01")]
    [InlineData("91.01")]
    public void Find_NoCodeOfToday_IsNull(string? code) => Assert.Null(RegencyTable.Find(code));

    [Theory]
    [InlineData("32.73", "32.73")]
    [InlineData("91.01", "93.01")]
    [InlineData("91.28", "94.08")]
    [InlineData("91.02", "95.01")]
    [InlineData("92.71", "96.71")]
    [InlineData("64.73", "65.71")]
    public void FromNikCode_OldCode_IsTheRegencyOfToday(string old, string today) => Assert.Equal(today, RegencyTable.FromNikCode(old)!.Code);

    [Theory]
    [InlineData(null)]
    [InlineData("54.01")]
    [InlineData("xx")]
    public void FromNikCode_UnknownCode_IsNullNotAnError(string? code) => Assert.Null(RegencyTable.FromNikCode(code));

    [Fact]
    public void RetiredCodes_AreRetiredAndLeadToRegenciesOfToday()
    {
        var old = Enumerable.Range(0, 10_000).Select(n => $"{n / 100:00}.{n % 100:00}").Where(c => RegencyTable.Find(c) is null && RegencyTable.FromNikCode(c) is not null).ToList();

        Assert.Equal(31, old.Count);
        Assert.Equal(31, old.Select(c => RegencyTable.FromNikCode(c)!.Code).Distinct().Count());
        Assert.Equal(
            RegencyTable.All.Where(r => r.ProvinceCode is "65" or "93" or "94" or "95" or "96").Select(r => r.Code),
            old.Select(c => RegencyTable.FromNikCode(c)!.Code).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\d\d\.\d\d$")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(Kabupaten|Kota)( [A-Z][a-z]+| dan)+$")]
    private static partial Regex Proper();
}
