using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Draw;

/// <summary>An operator who changes one field and signs again is found out too: for every field of every file that is published.</summary>
public sealed class EveryFieldTests
{
    private static readonly string[] Documents = ["rules.json", "commitment.json", "record.json"];

    public static TheoryData<string, string> EveryFieldOfADocument
    {
        get
        {
            using var published = new PublishedDraw("seven");
            var data = new TheoryData<string, string>();
            foreach (var file in Documents)
            {
                foreach (var (path, _) in Leaves(JsonNode.Parse(published.Files[file])!))
                {
                    data.Add(file, path);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Fields_OfTheDocuments_AreThoseOfDrawMd()
    {
        using var published = new PublishedDraw("seven");

        Assert.Equal(["algorithm", "batch", "beacon", "places", "reserves"], Names("rules.json"));
        Assert.Equal(["batch", "beacon", "entries", "entriesRoot", "previous", "rulesHash"], Names("commitment.json"));
        Assert.Equal(["batch", "beaconSignature", "commitmentHash", "counts", "randomness", "resultHash", "round", "seed"], Names("record.json"));

        IEnumerable<string> Names(string file) => JsonNode.Parse(published.Files[file])!.AsObject().Select(m => m.Key);
    }

    [Theory]
    [MemberData(nameof(EveryFieldOfADocument))]
    public async Task Document_OneFieldChangedAndSignedAgain_FailsNamingFileAndField(string file, string path)
    {
        using var published = new PublishedDraw("seven");
        var document = JsonNode.Parse(published.Files[file])!;
        Leaves(document).Single(l => l.Path == path).Leaf.ReplaceWith(Other(Leaves(document).Single(l => l.Path == path).Leaf));
        published.Files[file] = Encoding.UTF8.GetBytes(document.ToJsonString());
        published.Sign(file);

        var report = await published.VerifyAsync();

        Assert.NotEmpty(report.Failures);
        Assert.All(report.Failures, failure => Assert.Contains(file, $"{failure.File}: {failure.Problem}", StringComparison.Ordinal));
        var name = NamedAs(file, path);
        Assert.Contains(report.Failures, failure => failure.Problem.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("entries.csv", 0)]
    [InlineData("entries.csv", 1)]
    [InlineData("entries.csv", 2)]
    [InlineData("entries.csv", 3)]
    [InlineData("entries.csv", 4)]
    [InlineData("result.csv", 0)]
    [InlineData("result.csv", 1)]
    [InlineData("result.csv", 2)]
    public async Task Line_OneFieldChangedAndSignedAgain_FailsNamingTheFile(string file, int field)
    {
        using var published = new PublishedDraw("seven");
        var lines = Encoding.ASCII.GetString(published.Files[file]).Split('\n');
        for (var line = 0; line < lines.Length - 1; line++)
        {
            var fields = lines[line].Split(',');
            fields[field] = Changed(fields[field]);
            string[] changed = [.. lines[..line], string.Join(',', fields), .. lines[(line + 1)..]];
            published.Files[file] = Encoding.ASCII.GetBytes(string.Join('\n', changed));
            published.Sign(file);

            var report = await published.VerifyAsync();

            Assert.True(report.Failures.Count > 0, $"{file} line {line + 1} field {field}");
            Assert.All(report.Failures, failure => Assert.Contains(file, $"{failure.File}: {failure.Problem}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("kid")]
    [InlineData("x")]
    [InlineData("y")]
    public async Task Keys_OneByteOfAKeyChanged_Fails(string member)
    {
        using var published = new PublishedDraw("seven");
        var text = Encoding.ASCII.GetString(published.Files["jwks.json"]);
        var value = JsonNode.Parse(text)!["keys"]![0]![member]!.GetValue<string>();
        var start = text.IndexOf($"\"{value}\"", StringComparison.Ordinal) + 1;
        for (var i = start; i < start + value.Length; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            bytes[i] = (byte)(bytes[i] == 'A' ? 'B' : 'A');
            published.Files["jwks.json"] = bytes;

            Assert.NotEmpty((await published.VerifyAsync()).Failures);
        }
    }

    /// <summary>As what a changed field is found: itself, or the hash over the file it is in.</summary>
    private static string NamedAs(string file, string path) => (file, path.Split('.')[0]) switch
    {
        ("rules.json", "algorithm") => "algorithm",
        ("rules.json", _) => "rulesHash is",
        ("commitment.json", "previous") => "commitmentHash is",
        ("record.json", "beaconSignature") => "beaconSignature",
        (_, var field) => $"{field} is",
    };

    private static IEnumerable<(string Path, JsonNode Leaf)> Leaves(JsonNode node, string path = "") => node is JsonObject members
        ? members.SelectMany(m => Leaves(m.Value!, path.Length == 0 ? m.Key : $"{path}.{m.Key}"))
        : [(path, node)];

    private static JsonNode Other(JsonNode leaf) =>
        leaf.GetValueKind() == System.Text.Json.JsonValueKind.Number ? leaf.GetValue<long>() + 1 : Changed(leaf.GetValue<string>());

    private static string Changed(string text) => text.Length == 0 ? "1" : text[..^1] + (text[^1] == '1' ? '2' : '1');
}
