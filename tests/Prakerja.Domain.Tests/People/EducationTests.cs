using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.People;

public sealed class EducationTests
{
    [Fact]
    public void Parse_EveryWordInAnyCase_IsItself() =>
        Assert.All(Education.Words, word => Assert.Equal(word, Education.Parse(word.ToUpperInvariant()).Value));

    [Theory]
    [InlineData("Diploma 3", "d3")]
    [InlineData("D-III", "other")]
    [InlineData("S.1", "s1")]
    [InlineData("Bachelor", "s1")]
    [InlineData("Paket C", "sma")]
    [InlineData("pesantren", "other")]
    public void Parse_OtherWays_AreReadLeniently(string text, string word) => Assert.Equal(word, Education.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("s1\u0000")]
    [InlineData("\u202es1")]
    public void Parse_Nothing_IsRefusedWithTheList(string? text) => Assert.Contains("smk", Education.Parse(text).Problem.En, StringComparison.Ordinal);

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Parse_LongText_IsRefused(int length, bool fine) => Assert.Equal(fine, Education.Parse(new string('x', length)).IsOk);
}
