using System.Text.Json;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

/// <summary>One folder of tests/vectors: inputs with the outputs that every implementation must give.</summary>
public sealed class Vector
{
    private readonly string folder;

    public Vector(string name)
    {
        folder = Path.Combine(Root(), "tests", "vectors", name);
        using var json = JsonDocument.Parse(Bytes("expected.json"));
        Expected = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
    }

    public static TheoryData<string> Names => ["empty", "one", "seven", "thousand"];

    public IReadOnlyDictionary<string, string> Expected { get; }

    public DrawEntries Entries => Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(Bytes("entries.csv"))).Entries;

    public DrawRules Rules => Assert.IsType<DocumentRead<DrawRules>.Accepted>(DrawRules.Parse(Bytes("rules.json"))).Value;

    public Hash256 Randomness => Hash256.TryParse(Expected["randomness"], out var hash) ? hash : throw new FormatException("randomness");

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(folder, file));

    public DrawResult Draw() => DrawComputation.Run(Entries, Rules, Randomness);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Prakerja.Functions.sln")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}
