using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

[Properties(Arbitrary = [typeof(Batches)])]
public sealed class EntriesReaderTests
{
    private const string A = "0000000000000000000000000000000a";
    private const string B = "0000000000000000000000000000000b";
    private const string C = "0000000000000000000000000000000c";
    private const string H = "ffffffffffffffffffffffffffffffff";
    private const string G = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    private const string First = $"{A},11.01,1,{H},2\n";

    public static TheoryData<string, long, string> Malformed => new()
    {
        { $"{First}{C},11.01,1,{G},1\n{B},11.01,1,{G},1\n", 3, "unsorted" },
        { $"{First}{A},11.02,2,{H},2\n", 2, "duplicate" },
        { $"{First}{B},11.01,1,{G},1\n{C},11.01,1,{H},1\n", 3, "mixed allowances" },
        { $"{First}0000000000000000000000000000000B,11.01,1,{H},2\n", 2, "uppercase" },
        { $"{First}{B},11.01,1,FFffffffffffffffffffffffffffffff,2\n", 2, "uppercase" },
        { $"{A},11.01,1,{H},2\r\n", 1, "CR" },
        { $"{First}\r\n", 2, "CR" },
        { $"\uFEFF{First}", 1, "BOM" },
        { $"{First}{B},11.01,1,{H},2", 2, "newline" },
        { $"{First}{B}", 2, "newline" },
        { $"{First}{B},11.01,01,{H},2\n", 2, "leading zeros" },
        { $"{First}{B},11.01,0,{H},2\n", 2, "at least 1" },
        { $"{First}{B},11.01,1000,{H},2\n", 2, "at most 999" },
        { $"{First}{B},11.01,99999999999999999999,{H},2\n", 2, "at most 999" },
        { $"{First}{B},11.01,,{H},2\n", 2, "whole number" },
        { $"{First}{B},11.01,-1,{H},2\n", 2, "whole number" },
        { $"{First}{B},11.01, 1,{H},2\n", 2, "whole number" },
        { $"{First}{B},1.01,1,{H},2\n", 2, "dd.dd" },
        { $"{First}{B},11-01,1,{H},2\n", 2, "dd.dd" },
        { $"{First}{B},1101,1,{H},2\n", 2, "dd.dd" },
        { $"{First}{B},11.011,1,{H},2\n", 2, "dd.dd" },
        { $"{First}{B},1a.01,1,{H},2\n", 2, "dd.dd" },
        { $"{First}{B},11.01,1,{H},0\n", 2, "allowance" },
        { $"{First}{B},11.01,1,{H},3\n", 2, "allowance" },
        { $"{First}{B},11.01,1,{H},02\n", 2, "allowance" },
        { $"{First}{B},11.01,1,{H},\n", 2, "allowance" },
        { $"{First}{B},11.01,1,{H}\n", 2, "5 fields" },
        { $"{First}{B},11.01,1,{H},2,\n", 2, "5 fields" },
        { $"{First}0b,11.01,1,{H},2\n", 2, "32 lowercase hex" },
        { $"{First}g000000000000000000000000000000b,11.01,1,{H},2\n", 2, "32 lowercase hex" },
        { $"{First}{B},11.01,1,{H}f,2\n", 2, "household must be 32" },
        { $"{First}\n", 2, "empty" },
        { $"ticket,regency,group,household,allowance\n{First}", 1, "ticket must be 32" },
        { $"{First}{new string('a', 5000)}", 2, "longer" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Reader_MalformedFile_RefusesNamingLineAndReason(string file, long line, string reason)
    {
        var refused = Assert.IsType<EntriesRead.Refused>(EntriesReader.ReadAll(Encoding.UTF8.GetBytes(file)));

        Assert.Equal(line, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"line {line}: ", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Reader_MalformedFileInSingleBytes_RefusesTheSame(string file, long line, string reason)
    {
        var refused = Assert.IsType<EntriesRead.Refused>(ReadInPieces(Encoding.UTF8.GetBytes(file), 1));

        Assert.Equal(line, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterARefusal_SaysThatReadingOnIsPointless()
    {
        var reader = new EntriesReader();

        Assert.True(reader.Read(Encoding.ASCII.GetBytes(First)));
        Assert.False(reader.Read("x\n"u8));
        Assert.False(reader.Read(Encoding.ASCII.GetBytes($"{B},11.01,1,{H},2\n")));
    }

    [Property]
    public void Reader_FileInPiecesOfAnySize_ReadsTheSame(Batch batch, byte size)
    {
        var accepted = Assert.IsType<EntriesRead.Accepted>(ReadInPieces(batch.File, size + 1)).Entries;

        Assert.Equal(batch.Unsorted.OrderBy(e => e.Ticket), Enumerable.Range(0, accepted.Count).Select(i => accepted[i]));
        Assert.Equal(batch.Entries.Root, accepted.Root);
    }

    [Property]
    public void Root_OfAnyFile_IsTheRecursiveDefinition(Batch batch)
    {
        var expected = NaiveDraw.TreeHash([.. batch.Lines.Select(Encoding.ASCII.GetBytes)]);

        Assert.Equal(expected, batch.Entries.Root.ToArray());
    }

    [Fact]
    public void Writer_EntryAfterAGreaterOne_Throws()
    {
        var writer = new EntriesWriter(new System.Buffers.ArrayBufferWriter<byte>());
        var entry = new DrawEntry(7, RegencyCode.Parse("11.01"), 1, 1, 1);
        writer.Append(entry);

        Assert.Throws<ArgumentException>(() => writer.Append(entry with { Ticket = 6 }));
        Assert.Throws<ArgumentException>(() => writer.Append(entry));
        Assert.Throws<ArgumentException>(() => writer.Append(entry with { Ticket = 8, Allowance = 2 }));
        Assert.Throws<ArgumentException>(() => writer.Append(entry with { Ticket = 8, Group = 1000 }));
        Assert.Throws<ArgumentException>(() => writer.Append(entry with { Ticket = 8, Household = 2, Allowance = 0 }));
    }

    private static EntriesRead ReadInPieces(byte[] file, int size)
    {
        var reader = new EntriesReader();
        foreach (var piece in file.Chunk(size))
        {
            reader.Read(piece);
        }

        return reader.Complete();
    }
}
