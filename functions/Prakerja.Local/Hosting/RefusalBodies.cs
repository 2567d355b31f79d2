using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;

namespace Prakerja.Local.Hosting;

/// <summary>
/// What is no HTTP, an undecodable path for one, Kestrel refuses by itself before any middleware runs, without a body, and closes the connection. Errors have
/// a body here: so this stands between Kestrel and the socket, and gives such a refusal one.
/// </summary>
internal sealed class RefusalBodies(PipeWriter inner) : PipeWriter
{
    private const int StatusAt = 9;
    private Memory<byte> lent;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public static ConnectionDelegate Use(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new Transport(connection.Transport.Input, new RefusalBodies(connection.Transport.Output));
        return next(connection);
    };

    public override Memory<byte> GetMemory(int sizeHint = 0) => lent = inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (bytes == 0 || !IsBareRefusal(lent.Span[..bytes]))
        {
            inner.Advance(bytes);
            return;
        }

        var whole = WithBody(lent.Span[..bytes]);
        whole.CopyTo(inner.GetSpan(whole.Length));
        inner.Advance(whole.Length);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>A whole head of a 4xx that has no body and after which the connection is closed.</summary>
    private static bool IsBareRefusal(ReadOnlySpan<byte> head) => head.StartsWith("HTTP/1.1 4"u8) && head.EndsWith("\r\n\r\n"u8)
        && head.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0 && head.IndexOf("\r\nConnection: close\r\n"u8) > 0;

    private static byte[] WithBody(ReadOnlySpan<byte> head)
    {
        var status = int.Parse(head[StatusAt..(StatusAt + 3)], NumberStyles.None, CultureInfo.InvariantCulture);
        var problem = new Problem(status, "http", new("Permintaan ditolak", "Request refused"), new(
            "Bukan permintaan HTTP yang sah: alamat, kepala, atau panjangnya tidak dapat dibaca.", "Not a valid HTTP request: its address, headers or length cannot be read."));
        var body = JsonSerializer.SerializeToUtf8Bytes(problem.ToJson(english: false), PipelineJson.Options);
        var headers = string.Create(
            CultureInfo.InvariantCulture, $"\r\nContent-Length: {body.Length}\r\nContent-Type: application/problem+json\r\nContent-Language: id\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
        return [.. Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(head).Replace("\r\nContent-Length: 0\r\n", headers, StringComparison.Ordinal)), .. body];
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
