using System.Text;
using Prakerja.Azure.Tables;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Tables;

public sealed class RowKeysTests
{
    private static readonly string[] Keys =
        ["a", "a-1", "\ud7fe", "\ud7ff", "\ue000", "\uff5e", "\uffff", "\U00010000", "\U0001F600", "\U0001F600a", "\U0010FFFF", "z\U0001F600"];

    [Fact]
    public void Write_AnyKey_IsReadBack() => Assert.All(Keys, key => Assert.Equal(key, RowKeys.Read(RowKeys.Write(key))));

    [Fact]
    public void Write_AnyKeys_OrdersTheirUtf16AsTheirUtf8()
    {
        var byBytes = Keys.Order(Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));

        Assert.Equal(byBytes, Keys.OrderBy(RowKeys.Write, StringComparer.Ordinal));
    }

    [Fact]
    public void Write_AKeyOfTheProgramme_StaysAsItIs() => Assert.Equal("a3|due|2026-11-23|é中", RowKeys.Write("a3|due|2026-11-23|é中"));

    [Fact]
    public void Write_TooManyCharactersThatGrow_IsRefused() =>
        Assert.Throws<ArgumentException>(() => RowKeys.Write(new string('\uff5e', 200)));

    [Fact]
    public void Bounds_OfEverything_HoldEveryKeyButNoWitness()
    {
        var to = RowKeys.To(RowRange.All);

        Assert.All(Keys, key => Assert.True(string.CompareOrdinal(RowKeys.Write(key), to) < 0));
        Assert.True(string.CompareOrdinal(RowKeys.Witness([0, 0]), to) > 0);
    }
}
