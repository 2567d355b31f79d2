using Prakerja.Local.Commands;

namespace Prakerja.Local.Tests.Draw;

public sealed class DrawVerifierTests
{
    public static TheoryData<string> EveryFile => [.. PublishedDraw.DataFiles, .. PublishedDraw.DataFiles.Select(f => f + ".jws")];

    [Theory]
    [InlineData("empty")]
    [InlineData("one")]
    [InlineData("seven")]
    [InlineData("thousand")]
    public async Task Verify_PublishedDraw_HoldsAndSaysWhatItChecked(string vector)
    {
        using var published = new PublishedDraw(vector);

        var report = await published.VerifyAsync();

        Assert.Empty(report.Failures);
        Assert.All(PublishedDraw.DataFiles, file => Assert.Contains($"{file}: signed with key 'test-1'", report.Confirmed));
        Assert.Contains(report.Confirmed, fact => fact.Contains("seed =", StringComparison.Ordinal));
        Assert.Contains(report.Confirmed, fact => fact.Contains("previous has the form", StringComparison.Ordinal));
        Assert.Contains(report.Confirmed, fact => fact.Contains("outcomes are the ones computed again", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryFile))]
    public async Task Verify_OneByteChangedAnywhere_FailsNamingThatFileInEveryFailure(string file)
    {
        using var published = new PublishedDraw("seven");
        var bytes = published.Files[file];
        for (var i = 0; i < bytes.Length; i++)
        {
            var before = bytes[i];
            foreach (var mask in (byte[])[0x01, 0x80])
            {
                bytes[i] = (byte)(before ^ mask);
                AssertBlames(await published.VerifyAsync(), file, i);
            }

            bytes[i] = before;
        }

        Assert.Empty((await published.VerifyAsync()).Failures);
    }

    [Theory]
    [MemberData(nameof(EveryFile))]
    public async Task Verify_FileMissingCutOrLonger_FailsNamingIt(string file)
    {
        using var published = new PublishedDraw("seven");
        var bytes = published.Files[file];

        published.Files[file] = bytes[..^1];
        AssertBlames(await published.VerifyAsync(), file, -1);
        published.Files[file] = [.. bytes, .. "\n"u8];
        AssertBlames(await published.VerifyAsync(), file, -2);
        published.Files[file] = new byte[5_000_000];
        AssertBlames(await published.VerifyAsync(), file, -3);
        published.Files.Remove(file);
        AssertBlames(await published.VerifyAsync(), file, -4);
    }

    [Theory]
    [InlineData("commitment.json", "\"entries\":7", "\"entries\":8", "entries is 8")]
    [InlineData("commitment.json", "\"batch\":1", "\"batch\":2", "batch is 2")]
    [InlineData("commitment.json", "\"round\":1001", "\"round\":1002", "beacon is")]
    [InlineData("commitment.json", "\"entriesRoot\":\"45", "\"entriesRoot\":\"46", "entriesRoot is 46")]
    [InlineData("commitment.json", "\"rulesHash\":\"57", "\"rulesHash\":\"58", "rulesHash is 58")]
    [InlineData("commitment.json", "\"previous\":\"", "\"previous\":\"x", "previous must be 64")]
    [InlineData("record.json", "\"batch\":1", "\"batch\":2", "batch is 2")]
    [InlineData("record.json", "\"round\":1001", "\"round\":1", "round is 1,")]
    [InlineData("record.json", "\"beaconSignature\":\"01", "\"beaconSignature\":\"00", "randomness is")]
    [InlineData("record.json", "\"beaconSignature\":\"0102030405060708\"", "\"beaconSignature\":null", "beaconSignature is null")]
    [InlineData("record.json", "\"commitmentHash\":\"", "\"commitmentHash\":\"0", "commitmentHash must be")]
    [InlineData("record.json", "\"household\":1", "\"household\":2", "counts is")]
    [InlineData("record.json", "\"selected\":4", "\"selected\":5", "counts is")]
    [InlineData("result.csv", "3b5f3d86268ecc45dc6bf1e1a399f82a,", "3b5f3d86268ecc45dc6bf1e1a399f82b,", "line 3 is not the computed one (field ticket)")]
    [InlineData("result.csv", "378c74dc7eb0adf422cedafb092fdddf,household,", "378c74dc7eb0adf422cedafb092fdddf,selected,national", "line 2 is not the computed one (field outcome)")]
    [InlineData("result.csv", "62c82185d55ec1a581daad106bd0638b,selected,regional", "62c82185d55ec1a581daad106bd0638b,selected,national", "line 4 is not the computed one (field detail)")]
    [InlineData("rules.json", "\"reserves\":5", "\"reserves\":6", "")]
    [InlineData("entries.csv", "28ce6f2410645d51c6f8da3eabe19f58,11.01,2", "28ce6f2410645d51c6f8da3eabe19f58,11.01,1", "")]
    [InlineData("entries.csv", "28ce6f2410645d51c6f8da3eabe19f58,11.01,2", "28ce6f2410645d51c6f8da3eabe19f58,11.01,02", "line 1: group has leading zeros")]
    public async Task Verify_FieldChangedAndSignedAgain_FailsNamingFileAndField(string file, string from, string to, string field)
    {
        using var published = new PublishedDraw("seven");
        published.Replace(file, from, to);

        var report = await published.VerifyAsync();

        AssertBlames(report, file, 0);
        Assert.Contains(report.Failures, failure => $"{failure.File}: {failure.Problem}".Contains(field, StringComparison.Ordinal));
        Assert.DoesNotContain(report.Failures, failure => failure.Problem.Contains("signature does", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_InputsNotSound_SaysThatOutcomesWereNotChecked()
    {
        using var published = new PublishedDraw("seven");
        published.Replace("rules.json", "\"reserves\":5", "\"reserves\":6");

        var report = await published.VerifyAsync();

        Assert.Contains(report.Unchecked, fact => fact.Contains("outcomes", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Confirmed, fact => fact.Contains("outcomes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public async Task Verify_KeysMissingOrMalformed_FailsNamingThem(string? keys)
    {
        using var published = new PublishedDraw("one");
        published.Files.Remove("jwks.json");
        if (keys is not null)
        {
            published.Files["jwks.json"] = System.Text.Encoding.ASCII.GetBytes(keys);
        }

        Assert.Equal(["jwks.json"], (await published.VerifyAsync()).Failures.Select(f => f.File));
    }

    [Fact]
    public async Task Verify_SignedByAnotherKeyOfTheSameName_Fails()
    {
        using var published = new PublishedDraw("one");
        using var other = new PublishedDraw("one");
        published.Files["jwks.json"] = other.Files["jwks.json"];

        Assert.Equal(PublishedDraw.DataFiles.Order(), (await published.VerifyAsync()).Failures.Select(f => f.File).Order());
    }

    private static void AssertBlames(VerifyReport report, string file, int at)
    {
        Assert.True(!report.Holds, $"{file} byte {at}");
        Assert.All(report.Failures, failure =>
            Assert.True($"{failure.File}: {failure.Problem}".Contains(file, StringComparison.Ordinal), $"{file} byte {at}: {failure}"));
    }
}
