using System.Text;
using System.Text.Json;

namespace Prakerja.Local.Tests.Draw;

public sealed class DrawCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("draw");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("empty")]
    [InlineData("one")]
    [InlineData("seven")]
    [InlineData("thousand")]
    public async Task Draw_OfAVector_WritesItsResultAndRecord(string vector)
    {
        var expected = Expected(vector);

        var run = await DrawAsync(vector, expected["randomness"], "--record", At("record.json"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(File.ReadAllBytes(Path.Combine(PublishedDraw.VectorFolder(vector), "result.csv")), File.ReadAllBytes(At("result.csv")));
        var record = File.ReadAllText(At("record.json"));
        Assert.Contains($"\"resultHash\":\"{expected["resultHash"]}\"", record, StringComparison.Ordinal);
        Assert.Contains($"\"seed\":\"{expected["seed"]}\"", record, StringComparison.Ordinal);
        Assert.Contains($"\"selected\":{expected["selected"]}}}", record, StringComparison.Ordinal);
        Assert.Contains(expected["entriesRoot"], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_WithCommitmentAndBeaconSignature_WritesThePublishedRecord()
    {
        using var published = new PublishedDraw("seven");
        published.WriteTo(folder.FullName);
        var randomness = Prakerja.Domain.Draw.Hash256.Of(Convert.FromHexString("0102030405060708")).ToString();

        var run = await DrawAsync(
            "seven", randomness, "--record", At("again.json"), "--commitment", At("commitment.json"), "--beacon-signature", "0102030405060708");

        Assert.Equal(0, run.Code);
        Assert.Equal(published.Files["record.json"], File.ReadAllBytes(At("again.json")));
    }

    [Fact]
    public async Task Draw_BeaconSignatureOfOtherRandomness_FailsAndWritesNothing()
    {
        var run = await DrawAsync("seven", Expected("seven")["randomness"], "--beacon-signature", "00");

        Assert.Equal(1, run.Code);
        Assert.Contains("--beacon-signature", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("result.csv")));
    }

    [Fact]
    public async Task Draw_CommitmentToOtherEntries_FailsNamingIt()
    {
        using var published = new PublishedDraw("one");
        published.WriteTo(folder.FullName);
        File.Delete(At("result.csv"));

        var run = await DrawAsync("seven", Expected("seven")["randomness"], "--commitment", At("commitment.json"));

        Assert.Equal(1, run.Code);
        Assert.Contains("commitment.json", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("result.csv")));
    }

    [Fact]
    public async Task Draw_MalformedEntries_FailsNamingFileAndLine()
    {
        File.WriteAllText(At("bad.csv"), "x\n", new UTF8Encoding(false));

        var run = await CommandRun.RunAsync(
            "draw", "--entries", At("bad.csv"), "--rules", Rules("one"), "--randomness", new string('0', 64), "--result", At("result.csv"));

        Assert.Equal(1, run.Code);
        Assert.Contains("bad.csv: line 1: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("result.csv")));
    }

    [Fact]
    public async Task Draw_RulesNotCanonical_FailsNamingTheFile()
    {
        File.WriteAllText(At("rules.json"), File.ReadAllText(Rules("one")) + "\n", new UTF8Encoding(false));

        var run = await CommandRun.RunAsync(
            "draw", "--entries", Entries("one"), "--rules", At("rules.json"), "--randomness", new string('0', 64), "--result", At("result.csv"));

        Assert.Equal(1, run.Code);
        Assert.Contains("rules.json: is not canonical", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--randomness", "abc")]
    [InlineData("--randomness", "ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    [InlineData("--beacon-signature", "0g")]
    [InlineData("--beacon-signature", "012")]
    [InlineData("--entries", "not-there.csv")]
    [InlineData("--rules", "not-there.json")]
    [InlineData("--unknown", "x")]
    public async Task Draw_BadUsage_ExitsWithTwo(string option, string value)
    {
        var options = new Dictionary<string, string>
        {
            ["--entries"] = Entries("one"), ["--rules"] = Rules("one"), ["--randomness"] = new string('0', 64), ["--result"] = At("r.csv"),
            [option] = value,
        };

        var run = await CommandRun.RunAsync(["draw", .. options.SelectMany(o => new[] { o.Key, o.Value })]);

        Assert.Equal(2, run.Code);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_WithoutItsOptions_ExitsWithTwo() => Assert.Equal(2, (await CommandRun.RunAsync("draw")).Code);

    [Theory]
    [InlineData("draw", "--randomness <HEX>")]
    [InlineData("verify", "--ticket <T>")]
    public async Task Help_OfACommand_DescribesItsOptions(string command, string option)
    {
        var run = await CommandRun.RunAsync(command, "--help");

        Assert.Equal(0, run.Code);
        Assert.Contains(option, run.Output, StringComparison.Ordinal);
    }

    private static string Entries(string vector) => Path.Combine(PublishedDraw.VectorFolder(vector), "entries.csv");

    private static string Rules(string vector) => Path.Combine(PublishedDraw.VectorFolder(vector), "rules.json");

    private static Dictionary<string, string> Expected(string vector)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PublishedDraw.VectorFolder(vector), "expected.json")));
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private Task<CommandRun> DrawAsync(string vector, string randomness, params string[] more) => CommandRun.RunAsync(
        ["draw", "--entries", Entries(vector), "--rules", Rules(vector), "--randomness", randomness, "--result", At("result.csv"), .. more]);
}
