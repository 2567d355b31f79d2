using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page, and a published draw as the public API of a host serves it; what is served can be spoilt.</summary>
internal sealed class PublishedHost : IAsyncDisposable
{
    private const string Batches = "/api/public/batches";

    private readonly WebApplication app;

    private PublishedHost(WebApplication app, PublishedDraw draw) => (this.app, Draw) = (app, draw);

    public PublishedDraw Draw { get; }

    public string Address => app.Urls.Single();

    /// <summary>Changes the text of a proof or of the list of batches on its way out.</summary>
    public Func<string, string> SpoilProof { get; set; } = proof => proof;

    public Func<string, string> SpoilList { get; set; } = list => list;

    public static async Task<PublishedHost> StartAsync(PublishedDraw draw)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new PublishedHost(builder.Build(), draw);
        host.Map();
        await host.app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Draw.Dispose();
    }

    private void Map()
    {
        app.MapGet("/draw", () => Results.Bytes(WebPages.Draw!.Value, "text/html; charset=utf-8"));
        app.MapGet("/.well-known/jwks.json", () => Serve("jwks.json"));
        foreach (var file in PublishedDraw.DataFiles)
        {
            var resource = $"{Batches}/1/draw/{file.Split('.')[0]}";
            app.MapGet(resource, () => Serve(file));
            app.MapGet($"{resource}.jws", () => Serve($"{file}.jws"));
        }

        app.MapGet($"{Batches}/1/draw/tickets/{{ticket}}", (string ticket) =>
            Draw.Proof(ticket) is { } proof ? Results.Text(SpoilProof(Encoding.ASCII.GetString(proof)), "application/json") : Results.NotFound());
        app.MapGet($"{Batches}/0/draw/commitment", () => Results.Bytes(Draw.Previous));
        app.MapGet(Batches, () => Results.Text(SpoilList(List()), "application/json"));
    }

    private IResult Serve(string file) => Draw.Files.TryGetValue(file, out var bytes) ? Results.Bytes(bytes) : Results.NotFound();

    /// <summary>Round 1000 of quicknet was due on 2023-08-23 at 15:59:24 UTC: the first one 2 hours after this closing.</summary>
    private string List() => new JsonObject
    {
        ["items"] = new JsonArray(Item(0, "2023-08-16"), Item(1, "2023-08-23")),
        ["next"] = null,
    }.ToJsonString();

    private JsonObject Item(int batch, string day)
    {
        var (rules, counts) = (Draw.Rules, Draw.Result.Counts);
        return new JsonObject
        {
            ["batch"] = batch,
            ["opensAt"] = $"{day}T01:00:00+00:00",
            ["closesAt"] = $"{day}T13:59:23+00:00",
            ["announcedAt"] = $"{day}T23:00:00+00:00",
            ["places"] = rules.Places.Values.Sum(),
            ["reserves"] = rules.Reserves,
            ["chain"] = rules.Beacon.Chain,
            ["round"] = rules.Beacon.Round,
            ["counts"] = new JsonObject
            {
                ["entries"] = counts.Entries, ["selected"] = counts.Selected, ["reserve"] = counts.Reserve, ["household"] = counts.Household, ["notSelected"] = counts.NotSelected,
            },
            ["draw"] = new JsonArray($"{Batches}/{batch}/draw/commitment"),
        };
    }
}
