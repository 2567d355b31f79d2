using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Partners;

/// <param name="Kind"><c>platform</c>, <c>institution</c> or <c>payment</c>.</param>
/// <param name="Key">Of the legacy signature (programme.md).</param>
/// <param name="WebhookSecret">Standard Webhooks, <c>whsec_…</c>.</param>
public sealed record PartnerRow(string Id, string Kind, string ClientCode, string Key, string WebhookSecret);

/// <summary>The partners of the sandbox, whose keys follow from the vault, and those that operators registered.</summary>
internal sealed class SandboxPartners : IPartnerDirectory
{
    public static readonly string[] Platforms = ["tokopedia", "bukalapak", "pijar-mahir", "kemnaker", "pintaria", "maubelajarapa", "sekolahmu", "kariermu"];

    public static readonly string[] Institutions =
    [
        "arkademi", "bisa-ai", "blk-bandung", "blk-medan", "cariilmu", "eduparx", "g2-academy", "haltev", "karya-talents", "lspr-skills", "mycademy", "vokraf",
    ];

    /// <summary>Two owners have a platform and an institution; everybody else has an owner of their own.</summary>
    private static readonly (string Owner, string[] Partners)[] Groups =
        [("pt-karya-belajar", ["sekolahmu", "kariermu", "haltev"]), ("pt-haruka-edukasi", ["pintaria", "cariilmu"])];

    public static readonly string[] Payers = ["bni", "bca", "ovo", "gopay", "linkaja", "dana"];

    private readonly Dictionary<string, PartnerRow> byCode;
    private readonly PartnerRegistry registry;

    public SandboxPartners(IKeyVault vault, PartnerRegistry registry)
    {
        this.registry = registry;
        var key = vault.Secret("partners").ToArray();
        All =
        [
            .. Platforms.Select(id => Row(key, id, "platform")), .. Institutions.Select(id => Row(key, id, "institution")),
            .. Payers.Select(id => Row(key, id, "payment")),
        ];
        byCode = All.ToDictionary(p => p.ClientCode, StringComparer.Ordinal);
    }

    public IReadOnlyList<PartnerRow> All { get; }

    public PartnerRow? Find(string clientCode) => byCode.GetValueOrDefault(clientCode);

    public PartnerRow Payer(string id) => All.Single(p => p.Kind == "payment" && p.Id == id);

    public async ValueTask<Partner?> FindByClientCodeAsync(string clientCode, CancellationToken cancellation = default) => PartnerOf(Find(clientCode))
        ?? (await registry.FindIdAsync(clientCode, cancellation) is { } id ? await FindByIdAsync(id, cancellation) : null);

    public async ValueTask<Partner?> FindByIdAsync(string id, CancellationToken cancellation = default) => PartnerOf(All.FirstOrDefault(p => p.Id == id))
        ?? (await registry.FindAsync(id, cancellation) is { } found ? await registry.OpenAsync(found.Entry, cancellation) : null);

    private static Partner? PartnerOf(PartnerRow? row) => row is null ? null : new Partner(row.Id, KindOf(row.Kind), row.ClientCode)
    {
        SigningKeys = [new PartnerSecret(row.Key)], WebhookSecrets = [new PartnerSecret(row.WebhookSecret)], LegacyAllowed = row.Kind != "payment",
        Owner = OwnerOf(row.Id), Account = AccountOf(row.Id),
    };

    /// <summary>Legal owner of a partner.</summary>
    public static string OwnerOf(string id) => Groups.FirstOrDefault(g => g.Partners.Contains(id, StringComparer.Ordinal)).Owner ?? $"pt-{id}";

    /// <summary>Where a platform is paid its settlements; null for other partners.</summary>
    public static PartnerAccount? AccountOf(string id)
    {
        var number = $"8800{Array.IndexOf(Platforms, id) + 1:D6}";
        return Platforms.Contains(id, StringComparer.Ordinal) ? new PartnerAccount("bni", number, $"******{number[^4..]}", $"sandbox-{number}", $"PT {id}") : null;
    }

    private static PartnerKind KindOf(string kind) => kind switch
    {
        "platform" => PartnerKind.Platform,
        "institution" => PartnerKind.Institution,
        _ => PartnerKind.Payment,
    };

    private static PartnerRow Row(byte[] key, string id, string kind) =>
        new(id, kind, id, Convert.ToHexStringLower(Derive(key, $"key:{id}")), "whsec_" + Convert.ToBase64String(Derive(key, $"webhook:{id}")));

    private static byte[] Derive(byte[] key, string what) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(what));
}

/// <summary>GET /sandbox/partners.</summary>
internal sealed class PartnerCalls(SandboxPartners partners) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints => [SandboxEndpoint.Get("partners", "partners", _ => Task.FromResult(Reply.Ok(partners.All)))];
}
