using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>A partner's signatures, written against programme.md and the Standard Webhooks specification.</summary>
internal sealed class Signer(JsonNode partner, DateTimeOffset now)
{
    private string Code => partner["clientCode"]!.GetValue<string>();

    private string Now => $"{now.ToUnixTimeSeconds()}";

    public Attack Webhook(Attack attack, string id = "msg-bad") => attack with { Headers = [.. WebhookHeaders(attack.Body ?? [], id, Now)] };

    public Attack Legacy(Attack attack) => attack with { Headers = [.. LegacyHeaders(attack, Now)] };

    /// <summary>A good request whose signature is missing in part, wrong, of somebody else, stale or from the future.</summary>
    public IEnumerable<Attack> Forgeries(Attack good, bool legacy, Signer other)
    {
        var signed = legacy ? Legacy(good) : Webhook(good);
        foreach (var (name, value) in signed.Headers)
        {
            (string, string)[] rest = [.. signed.Headers.Where(h => h.Name != name)];
            yield return signed with { What = $"no {name}", Headers = rest };
            foreach (var bad in (string[])["", "x", "0", "-1", value + "0", value[..^1] + (value[^1] == '0' ? '1' : '0'), $"{value},{value}", new('a', 7000), "NaN", "1e9", "99999999999999999999", "💥"])
            {
                yield return signed with { What = $"{name} {(bad.Length > 20 ? bad[..20] : bad)}", Headers = [.. rest, (name, bad)] };
            }

            yield return signed with { What = $"{name} doubled", Headers = [.. signed.Headers, (name, value)] };
        }

        foreach (var seconds in (int[])[-301, 301, -86_400, 86_400, int.MinValue, int.MaxValue])
        {
            var at = $"{now.ToUnixTimeSeconds() + seconds}";
            yield return signed with { What = $"sent {seconds} s from now", Headers = legacy ? [.. LegacyHeaders(good, at)] : [.. WebhookHeaders(good.Body ?? [], "m", at)] };
        }

        var foreign = legacy ? other.Legacy(good) : other.Webhook(good);
        yield return signed with { What = "key of another", Headers = [("client_code", Code), .. foreign.Headers.Where(h => h.Name != "client_code")] };
        yield return signed with { What = "underscores and another code", Headers = [.. signed.Headers.Where(h => h.Name != "client_code"), ("client-code", "nobody")] };
        for (var flip = 0; good.Body is { Length: > 0 } body && flip < Math.Min(body.Length, 40); flip++)
        {
            byte[] changed = [.. body];
            changed[flip] ^= 1;
            yield return signed with { What = $"signed another body, byte {flip}", Body = changed };
        }
    }

    private IEnumerable<(string, string)> WebhookHeaders(byte[] body, string id, string at)
    {
        var secret = Convert.FromBase64String(partner["webhookSecret"]!.GetValue<string>()["whsec_".Length..]);
        byte[] text = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(secret, text));
        return [("client_code", Code), ("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", "v1," + signature)];
    }

    private IEnumerable<(string, string)> LegacyHeaders(Attack attack, string at)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"{Code}{at}{attack.Method}{attack.Path.Split('?')[0]}"), .. attack.Body ?? []];
#pragma warning disable CA5350 // The legacy scheme that partners already speak (programme.md).
        var signature = Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(partner["key"]!.GetValue<string>()), text));
#pragma warning restore CA5350
        return [("client_code", Code), ("timestamp", at), ("signature", signature)];
    }
}
