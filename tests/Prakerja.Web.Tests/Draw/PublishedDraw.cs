using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Draw;

namespace Prakerja.Web.Tests.Draw;

/// <summary>
/// A vector's entries as an operator publishes their draw, computed by the product itself: what the page must agree with. Decided by
/// round 1000 of drand quicknet, as its relays serve it.
/// </summary>
internal sealed class PublishedDraw : IDisposable
{
    public const string Quicknet = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
    public const int Round = 1000;

    public static readonly string[] DataFiles = ["rules.json", "commitment.json", "entries.csv", "result.csv", "record.json"];

    private static readonly byte[] BeaconSignature =
        Convert.FromHexString("b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39");

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public PublishedDraw(string vector, string chain = Quicknet)
        : this(File.ReadAllBytes(Path.Combine(Tools.Root, "tests", "vectors", vector, "entries.csv")), RulesOf(vector) with { Beacon = new BeaconRound(chain, Round) })
    {
    }

    public PublishedDraw(byte[] file, DrawRules rules)
    {
        Rules = rules;
        var entries = ((EntriesRead.Accepted)EntriesReader.ReadAll(file)).Entries;
        var commitment = Commitment.To(entries, rules, Hash256.Of(Previous));
        var randomness = Hash256.Of(BeaconSignature);
        Result = DrawComputation.Run(entries, rules, randomness);
        Files["rules.json"] = rules.ToCanonical();
        Files["entries.csv"] = file;
        Files["commitment.json"] = commitment.ToCanonical();
        Files["result.csv"] = [.. Result.Chunks().SelectMany(chunk => chunk.ToArray())];
        Files["record.json"] = Result.ToRecord(rules, randomness, BeaconSignature, commitment.Hash).ToCanonical();
        Files["jwks.json"] = Encoding.ASCII.GetBytes($"{{\"keys\":[{JsonWebKeys.Write("test-1", key)}]}}");
        Array.ForEach(DataFiles, Sign);
    }

    /// <summary>Published file → bytes; as good as the host's, to be spoilt by tests.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The commitment file of the batch before.</summary>
    public byte[] Previous { get; set; } = "the last batch"u8.ToArray();

    public DrawRules Rules { get; }

    public DrawResult Result { get; }

    public static DrawRules RulesOf(string vector) =>
        ((DocumentRead<DrawRules>.Accepted)DrawRules.Parse(File.ReadAllBytes(Path.Combine(Tools.Root, "tests", "vectors", vector, "rules.json")))).Value;

    /// <summary>Signs a file as it stands: what a dishonest operator can do as well.</summary>
    public void Sign(string name) => Files[name + ".jws"] = Encoding.ASCII.GetBytes(
        DetachedJws.Build("test-1", Files[name], digest => key.SignHash(digest)));

    public string Ticket(int index) => DrawEntry.IdText(Result.Entries.TicketAt(index));

    public byte[]? Proof(string ticket) => DrawEntry.TryParseId(ticket, out var id) ? Result.Prove(id)?.ToCanonical() : null;

    public void WriteTo(string folder)
    {
        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    public void Dispose() => key.Dispose();
}
