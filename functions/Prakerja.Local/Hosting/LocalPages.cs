using Prakerja.Embedded.Blobs;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Hosting;

/// <summary>What only the local host serves: the start page, blobs by their signed links.</summary>
public static class LocalPages
{
    public static void MapStartPage(this WebApplication app)
    {
        using var stream = typeof(LocalPages).Assembly.GetManifestResourceStream("Prakerja.Local.Hosting.start.html")!;
        using var reader = new StreamReader(stream);
        var page = reader.ReadToEnd();
        app.MapGet("/", () => Results.Content(page, "text/html; charset=utf-8"));
    }

    public static void MapBlobLinks(this WebApplication app) => app.MapGet("/blobs/{container}/{**name}", async (
        HttpContext http, string container, string name, string? expires, string? signature, BlobLinks links, IBlobStore blobs) =>
    {
        if (!links.TryVerify(container, name, expires, signature)
            || await blobs.GetInfoAsync(container, name) is not { } info || await blobs.OpenAsync(container, name) is not { } content)
        {
            await ReplyWriter.WriteAsync(http, Problems.NotFound);
            return;
        }

        await ReplyWriter.WriteAsync(http, new Reply(200) { Stream = content, ContentType = info.ContentType });
    });
}
