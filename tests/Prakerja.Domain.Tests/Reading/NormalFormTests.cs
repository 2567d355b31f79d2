using FsCheck.Xunit;

namespace Prakerja.Domain.Tests.Reading;

public sealed class NormalFormTests
{
    private static readonly TextRule Rule = new(0, 1000);

    [Theory]
    [InlineData("Siti", "Siti")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("\ud558\u11ab", "\ud55c")]
    [InlineData("a\u0338\u0301", "\u00e1\u0338")]
    [InlineData("a\u0300\u0301", "\u00e0\u0301")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("\u1100\u1161\u11a7", "\uac00\u11a7")]
    public void Parse_OneCharacterManySpellings_IsOneSpelling(string text, string normal) => Assert.Equal(normal, Rule.Parse(text).Value);

    [Property(MaxTest = 300)]
    public bool Parse_MarksOfDifferentClasses_OrderDoesNotMatter(byte letter, byte below)
    {
        var (start, under) = ((char)('a' + (letter % 26)), (char)(0x323 + (below % 6)));
        return Rule.Parse($"{start}\u0301{under}").Value == Rule.Parse($"{start}{under}\u0301").Value;
    }
}
