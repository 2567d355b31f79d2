using Prakerja.Embedded.Blobs;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Web;

namespace Prakerja.Local.Hosting;

/// <summary>Pages, and blobs by their signed links.</summary>
public static class LocalPages
{
    public static void MapStartPage(this WebApplication app)
    {
        using var stream = typeof(LocalPages).Assembly.GetManifestResourceStream("Prakerja.Local.Hosting.start.html")!;
        using var reader = new StreamReader(stream);
        var page = reader.ReadToEnd();
        app.MapGet("/", () => Results.Content(page, "text/html; charset=utf-8"));
    }

    /// <summary>The page that checks a draw in the browser, and that of finance staff; absent where npm was missing when this was built.</summary>
    public static void MapWebPages(this WebApplication app)
    {
        foreach (var (route, page) in new[] { ("/draw", WebPages.Draw), ("/finance", WebPages.Finance) })
        {
            if (page is { } built)
            {
                app.MapGet(route, () => Results.Bytes(built, "text/html; charset=utf-8"));
            }
        }
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
