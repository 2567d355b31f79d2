using FsCheck.Xunit;

namespace Prakerja.Domain.Tests.Reading;

public sealed class TextRuleTests
{
    private static readonly TextRule Rule = new(2, 5);

    [Theory]
    [InlineData("ab", "ab")]
    [InlineData("abcde", "abcde")]
    [InlineData("  abc ", "abc")]
    [InlineData("e\u0301a", "\u00e9a")]
    [InlineData("\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600", "\U0001F600\U0001F600\U0001F600\U0001F600\U0001F600")]
    public void Parse_WithinRule_GivesNormalForm(string text, string expected) => Assert.Equal(expected, Rule.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" a ")]
    [InlineData("abcdef")]
    [InlineData("e\u0301")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u202eb")]
    public void Parse_OutsideRule_IsRefusedInBothLanguages(string? text)
    {
        var parsed = Rule.Parse(text);

        Assert.False(parsed.IsOk);
        Assert.NotEqual("", parsed.Problem.Id);
        Assert.NotEqual("", parsed.Problem.En);
    }

    // Not theory data: the test runner writes its data as UTF-8, where half a pair becomes U+FFFD.
    [Fact]
    public void Parse_LoneSurrogate_IsRefused() => Assert.All(
        new[] { "ab\ud800", "\udc00ab", "a\udc00\ud800b" },
        text => Assert.Contains("surrogate", Rule.Parse(text).Problem.En, StringComparison.Ordinal));

    [Fact]
    public void Parse_LinesAllowed_KeepsLineBreaks() => Assert.Equal("a\nb", new TextRule(1, 9, Lines: true).Parse("a\nb\n").Value);

    [Theory]
    [InlineData("Siti", true)]
    [InlineData("Ali", true)]
    [InlineData("12345", false)]
    [InlineData("-", false)]
    public void PersonName_NeedsALetter(string name, bool fine) => Assert.Equal(fine, TextRule.PersonName.Parse(name).IsOk);

    [Property(MaxTest = 500)]
    public bool Parse_WhatItGives_ItGivesAgain(string text)
    {
        var parsed = TextRule.Title.Parse(text);
        return !parsed.IsOk || TextRule.Title.Parse(parsed.Value).Value == parsed.Value;
    }
}
