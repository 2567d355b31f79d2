using FsCheck.Xunit;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.People;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Budi.Santoso+kerja@Contoh.ID", "budi.santoso+kerja@contoh.id")]
    [InlineData(" a@b.co ", "a@b.co")]
    [InlineData("o'neil_1@mail-2.example.org", "o'neil_1@mail-2.example.org")]
    public void Parse_AnAddress_IsLowerCased(string text, string expected) => Assert.Equal(expected, EmailAddress.Parse(text).Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("budi")]
    [InlineData("@contoh.id")]
    [InlineData("budi@")]
    [InlineData("budi@contoh")]
    [InlineData("budi@@contoh.id")]
    [InlineData("a@b@contoh.id")]
    [InlineData("bu di@contoh.id")]
    [InlineData("budi\r\nBcc: x@contoh.id")]
    [InlineData("budi@contoh..id")]
    [InlineData("budi@.contoh.id")]
    [InlineData("budi@contoh.id.")]
    [InlineData("budi@-contoh.id")]
    [InlineData(".budi@contoh.id")]
    [InlineData("bu..di@contoh.id")]
    [InlineData("<budi@contoh.id>")]
    [InlineData("budí@contoh.id")]
    public void Parse_AnythingElse_IsRefused(string? text) => Assert.False(EmailAddress.Parse(text).IsOk);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Parse_LocalPart_HasALimit(int length, bool fine) => Assert.Equal(fine, EmailAddress.Parse(new string('a', length) + "@b.id").IsOk);

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Parse_WholeAddress_HasALimit(int length, bool fine)
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 49), 5));
        var address = "@" + domain;
        Assert.Equal(fine, EmailAddress.Parse(new string('a', length - address.Length) + address).IsOk);
    }

    [Fact]
    public void ToString_HidesTheLocalPart() => Assert.Equal("b***@contoh.id", EmailAddress.Parse("budi@contoh.id").Value.ToString());

    [Property(MaxTest = 500)]
    public bool Parse_AnyText_NeverThrows(string text) => !EmailAddress.Parse(text).IsOk || EmailAddress.Parse(text).Value.Value.Contains('@');
}
