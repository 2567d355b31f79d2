using System.Text;
using Prakerja.Pipeline.Offices;

namespace Prakerja.Pipeline.Tests.Offices;

public class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\nc,d\r\n", "1:a|b;2:c|d")]
    [InlineData("a,b\nc,d", "1:a|b;2:c|d")]
    [InlineData("\uFEFFa,b", "1:a|b")]
    [InlineData("\"a,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",x\ny,z", "1:a,1|say \"hi\";2:two\nlines|x;4:y|z")]
    [InlineData("a,\n,b\n", "1:a|;2:|b")]
    [InlineData("a\n\n\nb", "1:a;4:b")]
    [InlineData("", "")]
    [InlineData("\"\"", "1:")]
    public void File_WellFormed_IsRead(string file, string records) =>
        Assert.Equal(records, string.Join(';', CsvReader.Read(Encoding.UTF8.GetBytes(file), 10).Records.Select(r => $"{r.Line}:{string.Join('|', r.Fields)}")));

    [Theory]
    [InlineData("a\"b,c")]
    [InlineData("\"a\"b")]
    [InlineData("\"a")]
    [InlineData("a\rb")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11")]
    public void File_MalformedOrTooLong_IsRefused(string file) => Assert.NotNull(CsvReader.Read(Encoding.UTF8.GetBytes(file), 10).Problem);

    [Fact]
    public void File_NotUtf8_IsRefused() => Assert.NotNull(CsvReader.Read([0x61, 0xFF], 10).Problem);
}
