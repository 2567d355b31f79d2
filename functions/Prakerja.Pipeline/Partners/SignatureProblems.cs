using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Partners;

/// <summary>401s of signed calls: precisely what was wrong, since partners debug against these texts.</summary>
internal static class SignatureProblems
{
    private static readonly LocalText Title = new("Tanda tangan tidak diterima", "The signature was not accepted");

    public static Problem MissingHeader(string name) => Of("missing-header",
        $"Header {name} tidak ada. Perantara (proxy) sering membuang header bergaris bawah; nama dengan tanda hubung juga diterima.",
        $"The header {name} is missing. Proxies often drop headers with underscores; the name with hyphens is accepted too.");

    public static Problem UnknownClient => Of("unknown-client", "client_code ini tidak dikenal.", "This client_code is not known.");

    public static Problem BadTimestamp(string header) => Of("bad-timestamp",
        $"Header {header} harus berupa detik Unix, misalnya 1767574800.", $"The header {header} must be Unix seconds, such as 1767574800.");

    public static Problem Stale(DateTimeOffset now, long sent) => Of("stale-timestamp",
        $"Waktu pengiriman {sent} berselisih lebih dari 5 menit dari waktu kami {now.ToUnixTimeSeconds()}.",
        $"The timestamp {sent} differs by more than 5 minutes from our time {now.ToUnixTimeSeconds()}.");

    public static Problem LegacyOff => Of("legacy-off",
        "Skema HMAC-SHA1 sudah dimatikan untuk Anda; pakai Standard Webhooks.", "The HMAC-SHA1 scheme is off for you; use Standard Webhooks.");

    public static Problem NoSecret => Of("no-secret",
        "Tidak ada kunci yang berlaku untuk Anda saat ini.", "No key of yours is valid at this time.");

    public static Problem BadMessageId => Of("bad-message-id",
        "Header webhook-id harus 1 sampai 128 karakter ASCII yang tercetak, tanpa spasi.", "The header webhook-id must be 1 to 128 printable ASCII characters without spaces.");

    public static Problem Mismatch(LocalText hint) => Of("signature-mismatch",
        $"Tanda tangan tidak cocok dengan isi yang kami terima. {hint.Id}", $"The signature does not match what we received. {hint.En}");

    private static Problem Of(string slug, string id, string en) => new(401, slug, Title, new(id, en));
}
