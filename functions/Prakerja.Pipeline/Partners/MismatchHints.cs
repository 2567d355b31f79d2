using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prakerja.Pipeline.Partners;

/// <summary>
/// Names the known traps when a legacy signature does not match: signing one JSON and sending another, escaping slashes, doubling a slash. Each variant
/// is tried with the partner's own key; it is only ever named, never accepted.
/// </summary>
internal static class MismatchHints
{
    private static readonly JsonSerializerOptions Spaced = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly LocalText General = new(
        "Periksa kunci, dan tanda tangani byte isi yang benar-benar dikirim serta path tanpa host.",
        "Check the key, and sign the very bytes of the body that are sent and the path without host.");

    /// <param name="matches">Whether the given signature is right for a path and a body.</param>
    public static LocalText Find(string path, ReadOnlyMemory<byte> body, Func<string, byte[], bool> matches)
    {
        var sent = body.ToArray();
        foreach (var (variant, hint) in Paths(path))
        {
            if (matches(variant, sent))
            {
                return hint;
            }
        }

        foreach (var (variant, hint) in Bodies(Encoding.UTF8.GetString(sent)))
        {
            if (matches(path, Encoding.UTF8.GetBytes(variant)))
            {
                return hint;
            }
        }

        return General;
    }

    private static IEnumerable<(string Path, LocalText Hint)> Paths(string path)
    {
        LocalText doubled = new("Garis miring ganda: path yang ditandatangani berbeda dari yang dikirim.", "A doubled slash: the path that was signed differs from the one that was sent.");
        yield return ("/" + path, doubled);
        yield return (path.Replace("//", "/", StringComparison.Ordinal), doubled);
        yield return (path.TrimStart('/'), new("Path ditandatangani tanpa garis miring di depan.", "The path was signed without its leading slash."));
        yield return (path + "/", new("Path ditandatangani dengan garis miring di belakang.", "The path was signed with a trailing slash."));
    }

    private static IEnumerable<(string Body, LocalText Hint)> Bodies(string body)
    {
        LocalText escaped = new("Garis miring dalam JSON di-escape (\\/) hanya pada salah satu dari yang ditandatangani dan yang dikirim.", "Slashes in the JSON are escaped (\\/) in only one of what was signed and what was sent.");
        LocalText serialised = new("JSON yang ditandatangani ditulis ulang sebelum dikirim (spasi atau baris baru berbeda).", "The JSON that was signed was serialised again before it was sent (other spaces or line breaks).");
        yield return (body.Replace("/", "\\/", StringComparison.Ordinal), escaped);
        yield return (body.Replace("\\/", "/", StringComparison.Ordinal), escaped);
        yield return ("", new("Isi tidak ikut ditandatangani.", "The body was not signed."));
        foreach (var variant in Serialised(body))
        {
            yield return (variant, serialised);
        }
    }

    private static string[] Serialised(string body)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return [];
        }

        var compact = json?.ToJsonString(Compact) ?? "null";
        var colons = compact.Replace("\":", "\": ", StringComparison.Ordinal);
        return [compact, colons, colons.Replace(",\"", ", \"", StringComparison.Ordinal), json?.ToJsonString(Spaced) ?? "null", body.Trim()];
    }
}
