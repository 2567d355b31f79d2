using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Partners;

/// <summary>
/// The partners that operators registered. Keys are made here, never given by anybody, and kept as seeds that the vault wrapped: whoever
/// reads the table learns none.
/// </summary>
public sealed class PartnerRegistry(ITableStore tables, IKeyVault vault, IRandomSource random)
{
    public const string Table = "partners";
    public const string Partition = "all";
    private const string Entries = "id|";
    private const string Codes = "code|";

    public static RowRange Range => RowRange.Prefix(Entries);

    /// <summary>The signing key (hex) and webhook secret (<c>whsec_…</c>) that follow from a seed.</summary>
    public static (string Key, string WebhookSecret) KeysOf(ReadOnlySpan<byte> seed) => (
        Convert.ToHexStringLower(HMACSHA256.HashData(seed, "key"u8)), "whsec_" + Convert.ToBase64String(HMACSHA256.HashData(seed, "webhook"u8)));

    public async Task<(byte[] Seed, byte[] Wrapped)> NewSeedAsync()
    {
        var seed = new byte[32];
        random.Fill(seed);
        return (seed, await vault.WrapAsync(seed));
    }

    public async ValueTask<(PartnerEntry Entry, string ETag)?> FindAsync(string id, CancellationToken cancellation = default) =>
        IsName(id) && await tables.GetAsync(Table, Partition, Entries + id, cancellation) is { } row ? (PipelineJson.Read<PartnerEntry>(row.Body), row.ETag) : null;

    /// <summary>The id behind a client code, or null.</summary>
    public async ValueTask<string?> FindIdAsync(string clientCode, CancellationToken cancellation = default) =>
        IsName(clientCode) && await tables.GetAsync(Table, Partition, Codes + clientCode, cancellation) is { } row ? PipelineJson.Read<string>(row.Body) : null;

    /// <summary>A new one, its client code claimed in the same commit; false: id or code is taken.</summary>
    public async Task<bool> AddAsync(PartnerEntry entry) => (await tables.CommitAsync(Table, Partition,
    [
        new TableWrite.Insert(Entries + entry.Id, PipelineJson.Write(entry)), new TableWrite.Insert(Codes + entry.ClientCode, PipelineJson.Write(entry.Id)),
    ])).Committed;

    public async Task<bool> ReplaceAsync(PartnerEntry entry, string etag) =>
        (await tables.CommitAsync(Table, Partition, [new TableWrite.Replace(Entries + entry.Id, PipelineJson.Write(entry), etag)])).Committed;

    /// <summary>All whose keys wait for a second person, by id.</summary>
    public async Task<IReadOnlyList<PartnerEntry>> ProposedAsync()
    {
        var proposed = new List<PartnerEntry>();
        await foreach (var row in tables.RowsAsync(Table, Partition, Range))
        {
            if (PipelineJson.Read<PartnerEntry>(row.Body) is { Proposal: not null } entry)
            {
                proposed.Add(entry);
            }
        }

        return proposed;
    }

    /// <summary>Opened: the partner as the rest of the pipeline knows it; null if it was never approved.</summary>
    public async ValueTask<Partner?> OpenAsync(PartnerEntry entry, CancellationToken cancellation = default)
    {
        if (entry.Seeds.Count == 0)
        {
            return null;
        }

        var (keys, secrets) = (new List<PartnerSecret>(), new List<PartnerSecret>());
        foreach (var seed in entry.Seeds)
        {
            var (key, secret) = KeysOf(await vault.UnwrapAsync(seed.Wrapped, cancellation));
            keys.Add(new PartnerSecret(key, seed.From, seed.Until));
            secrets.Add(new PartnerSecret(secret, seed.From, seed.Until));
        }

        return new Partner(entry.Id, entry.Kind, entry.ClientCode)
        {
            SigningKeys = keys, WebhookSecrets = secrets, LegacyAllowed = entry.LegacyAllowed, Owner = entry.Owner,
            Account = entry.Account is null ? null : await PartnerAccounts.OpenAsync(entry.Account, vault, cancellation),
        };
    }

    /// <summary>Ids and client codes: 2-64 ASCII letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</summary>
    public static bool IsName(string text) => text.Length is >= 2 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
