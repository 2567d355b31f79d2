using FsCheck.Xunit;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.People;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("081234567890")]
    [InlineData("6281234567890")]
    [InlineData("+6281234567890")]
    [InlineData("+62 812-3456-7890")]
    [InlineData(" 0812.3456.7890 ")]
    [InlineData("+62 0812 3456 7890")]
    public void Parse_EveryWayOfWritingIt_IsOneNumber(string text) => Assert.Equal("+6281234567890", PhoneNumber.Parse(text).Value.E164);

    [Theory]
    [InlineData("0812345678", true)]
    [InlineData("081234567", false)]
    [InlineData("0812345678901", true)]
    [InlineData("08123456789012", false)]
    public void Parse_Length_IsThatOfAMobile(string text, bool fine) => Assert.Equal(fine, PhoneNumber.Parse(text).IsOk);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("81234567890")]
    [InlineData("+60123456789")]
    [InlineData("+1 812 345 67890")]
    [InlineData("0212345678")]
    [InlineData("08001234567")]
    [InlineData("0812345678x")]
    [InlineData("0812/3456/7890")]
    [InlineData("++6281234567890")]
    [InlineData("+62 00812 3456 7890")]
    [InlineData("٠٨١٢٣٤٥٦٧٨٩٠")]
    public void Parse_OtherCountriesAndOtherNumbers_AreRefused(string? text) => Assert.False(PhoneNumber.Parse(text).IsOk);

    [Fact]
    public void ToString_HidesTheSubscriber() => Assert.Equal("+62812********", PhoneNumber.Parse("081234567890").Value.ToString());

    [Property]
    public bool Parse_ItsOwnOutput_IsStable(uint number)
    {
        var e164 = PhoneNumber.Parse($"081{number % 1_000_000_000:000000000}").Value.E164;
        return PhoneNumber.Parse(e164).Value.E164 == e164;
    }

    [Property(MaxTest = 500)]
    public bool Parse_AnyText_NeverThrows(string text) => !PhoneNumber.Parse(text).IsOk || PhoneNumber.Parse(text).Value.E164.StartsWith("+628", StringComparison.Ordinal);
}
