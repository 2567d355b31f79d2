namespace Prakerja.Domain.Tests.Reading;

public sealed class ParsedTests
{
    [Fact]
    public void Value_WhenRefused_IsAProgrammersError() =>
        Assert.Throws<InvalidOperationException>(() => Parsed.Refused<int>("salah", "wrong").Value);

    [Fact]
    public void Problem_WhenOk_IsAProgrammersError() => Assert.Throws<InvalidOperationException>(() => Parsed.Ok(1).Problem);

    [Fact]
    public void TryGet_Ok_GivesValue()
    {
        Assert.True(Parsed.Ok(7).TryGet(out var value, out _));
        Assert.Equal(7, value);
    }

    [Fact]
    public void TryGet_Refused_GivesProblem()
    {
        Assert.False(Parsed.Refused<int>("salah", "wrong").TryGet(out _, out var problem));
        Assert.Equal(("salah", "wrong"), (problem.In(english: false), problem.In(english: true)));
    }
}
