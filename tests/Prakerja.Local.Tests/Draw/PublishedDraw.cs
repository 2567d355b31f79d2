using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Local.Commands;

namespace Prakerja.Local.Tests.Draw;

/// <summary>A draw as an operator publishes it, signed with a key made for the test; held in memory.</summary>
internal sealed class PublishedDraw : IPublishedFiles, IDisposable
{
    public static readonly string[] DataFiles = ["rules.json", "commitment.json", "entries.csv", "result.csv", "record.json"];

    private static readonly byte[] BeaconSignature = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public PublishedDraw(string vector)
    {
        var folder = VectorFolder(vector);
        Files["rules.json"] = File.ReadAllBytes(Path.Combine(folder, "rules.json"));
        Files["entries.csv"] = File.ReadAllBytes(Path.Combine(folder, "entries.csv"));
        var rules = Assert.IsType<DocumentRead<DrawRules>.Accepted>(DrawRules.Parse(Files["rules.json"])).Value;
        var entries = Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(Files["entries.csv"])).Entries;
        var commitment = Commitment.To(entries, rules, Hash256.Of("the last batch"u8));
        var randomness = Hash256.Of(BeaconSignature);
        var result = DrawComputation.Run(entries, rules, randomness);
        Files["commitment.json"] = commitment.ToCanonical();
        Files["result.csv"] = [.. result.Chunks().SelectMany(chunk => chunk.ToArray())];
        Files["record.json"] = result.ToRecord(rules, randomness, BeaconSignature, commitment.Hash).ToCanonical();
        Files["jwks.json"] = Encoding.ASCII.GetBytes($"{{\"keys\":[{JsonWebKeys.Write("test-1", key)}]}}");
        Array.ForEach(DataFiles, Sign);
    }

    public Dictionary<string, byte[]> Files { get; } = [];

    public static string VectorFolder(string vector)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Prakerja.Functions.sln")))
        {
            at = at.Parent!;
        }

        return Path.Combine(at.FullName, "tests", "vectors", vector);
    }

    /// <summary>Signs a file as it stands: what a dishonest operator can do as well.</summary>
    public void Sign(string name) => Files[name + ".jws"] = Encoding.ASCII.GetBytes(
        DetachedJws.Build("test-1", Files[name], digest => key.SignHash(digest)));

    public void Replace(string name, string from, string to)
    {
        var text = Encoding.UTF8.GetString(Files[name]);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Files[name] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        Sign(name);
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(Files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null);

    public void WriteTo(string folder)
    {
        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    public async Task<VerifyReport> VerifyAsync()
    {
        var report = new VerifyReport();
        var keys = await VerifyKeys.ReadAsync(this, own: null, report, default);
        await new DrawVerifier(new SignedReader(this, keys, report), report).RunAsync();
        return report;
    }

    public void Dispose() => key.Dispose();
}
