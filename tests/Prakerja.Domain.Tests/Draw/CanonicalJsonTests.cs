using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Write_KeysOfManyPlanes_OrdersByUtf16CodeUnits()
    {
        // RFC 8785, section 3.2.3: the surrogate pair of U+1F600 sorts before U+FB33.
        var value = new CanonicalObject
        {
            { "\u20ac", 1 }, { "\r", 2 }, { "\ufb33", 3 }, { "1", 4 }, { "\ud83d\ude00", 5 }, { "\u0080", 6 }, { "\u00f6", 7 },
        };

        Assert.Equal("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}", Text(value));
    }

    [Fact]
    public void Write_ControlCharacters_UsesTheShortestEscapes() =>
        Assert.Equal("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f<\"", Text("\0\u001f\b\t\n\f\r\"\\/\u007f<"));

    [Fact]
    public void Write_NumberBeyondTheSafeRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanonicalNumber(CanonicalNumber.MaxSafe + 1));

    [Fact]
    public void Write_LoneSurrogate_Throws() => Assert.Throws<EncoderFallbackException>(() => CanonicalJson.Write("\ud800"));

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9007199254740991")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,\"a\",[null],{\"a\":{},\"b\":[]}]")]
    [InlineData("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/é😀\"")]
    public void Parse_CanonicalForm_WritesBackTheSameBytes(string json)
    {
        var value = Assert.IsType<DocumentRead<CanonicalValue>.Accepted>(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json))).Value;

        Assert.Equal(json, Text(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\n")]
    [InlineData("\uFEFF1")]
    [InlineData("01")]
    [InlineData("-0")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("99999999999999999999999")]
    [InlineData("true")]
    [InlineData("nul")]
    [InlineData("[1, 2]")]
    [InlineData("[1,]")]
    [InlineData("[1")]
    [InlineData("{\"a\": 1}")]
    [InlineData("{\"b\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\"}")]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData("\"\\/\"")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"\\u000a\"")]
    [InlineData("\"\\u001F\"")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\n\"")]
    [InlineData("\"\0\"")]
    public void Parse_AnyOtherForm_IsRefusedNamingThePlace(string json)
    {
        var refused = Assert.IsType<DocumentRead<CanonicalValue>.Refused>(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Contains("at character", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_IsRefused() =>
        Assert.IsType<DocumentRead<CanonicalValue>.Refused>(CanonicalJson.Parse([(byte)'"', 0xC0, 0x80, (byte)'"']));

    [Fact]
    public void Parse_NestedWithoutEnd_IsRefused() =>
        Assert.IsType<DocumentRead<CanonicalValue>.Refused>(CanonicalJson.Parse(Encoding.ASCII.GetBytes(new string('[', 100_000))));

    [Property]
    public void Parse_AnythingAccepted_WritesBackTheSameBytes(byte[] noise)
    {
        byte[] json = [(byte)'"', .. noise.Where(b => b is not 0), (byte)'"'];

        if (CanonicalJson.Parse(json) is DocumentRead<CanonicalValue>.Accepted(var value))
        {
            Assert.Equal(json, CanonicalJson.Write(value));
        }
    }

    private static string Text(CanonicalValue value) => Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
