using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Microsoft.Extensions.Logging;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Gateways;

/// <summary>An authority over HTTP (RFC 3161, section 3.4). A reply counts if it is sound and answers this very query: hash and nonce.</summary>
public sealed class TimestampAuthority(HttpClient http, Uri address, IRandomSource random, TimeProvider clock, ILogger<TimestampAuthority> log) : ITimestampAuthority
{
    private const int MaxReply = 64 * 1024;
    private const int NonceBytes = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<TimeStamp?> StampAsync(Hash256 hash, CancellationToken cancellation = default)
    {
        var nonce = new byte[NonceBytes];
        random.Fill(nonce);
        var query = Rfc3161TimestampRequest.CreateFromHash(hash.ToArray(), HashAlgorithmName.SHA256, requestedPolicyId: null, nonce, requestSignerCertificates: true);
        using var timeout = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var content = new ByteArrayContent(query.Encode());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var asked = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            using var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var reply = IsReply(answer) ? await ReadAsync(answer.Content, either.Token) : [];
            var (stamp, reason) = Check(query, reply, hash);
            if (stamp is null)
            {
                Log.TimestampRefused(log, address.Host, (int)answer.StatusCode, reason);
            }

            return stamp;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            Log.TimestampsUnreachable(log, address.Host, new SafeException(e));
            return null;
        }
    }

    private static bool IsReply(HttpResponseMessage answer) => answer.IsSuccessStatusCode && answer.Content.Headers.ContentLength is null or <= MaxReply
        && answer.Content.Headers.ContentType?.MediaType == "application/timestamp-reply";

    private static (TimeStamp? Stamp, string Reason) Check(Rfc3161TimestampRequest query, byte[] reply, Hash256 hash)
    {
        var read = TimestampReply.Read(reply, hash);
        if (read is not DocumentRead<TimestampReply>.Accepted(var sound))
        {
            return (null, read.ToString());
        }

        try
        {
            query.ProcessResponse(reply, out var length);
            return length == reply.Length ? (new TimeStamp(reply, sound.At), "") : (null, "has more than a reply");
        }
        catch (CryptographicException)
        {
            return (null, "answers another query");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var reply = new byte[MaxReply];
        var length = await stream.ReadAtLeastAsync(reply, MaxReply, throwOnEndOfStream: false, cancellation);
        return reply[..length];
    }
}
