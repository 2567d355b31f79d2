using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Prakerja.Local.Tests.Draw;

public sealed class VerifyCommandTests : IDisposable
{
    private const string Ticket = "7906159644f9794cdd933160d2d58443";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("verify");
    private readonly PublishedDraw published = new("seven");

    public VerifyCommandTests() => published.WriteTo(folder.FullName);

    public void Dispose()
    {
        published.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_Folder_HoldsAndSaysWhatItCouldNotCheck()
    {
        var run = await CommandRun.RunAsync("verify", folder.FullName);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("The draw holds.", run.Output, StringComparison.Ordinal);
        Assert.Contains("could not check    that the beacon's signature", run.Output, StringComparison.Ordinal);
        Assert.Contains("could not check    that jwks.json is the operator's", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_FolderWithAFileChanged_FailsNamingIt()
    {
        published.Files["result.csv"][40] ^= 1;
        published.WriteTo(folder.FullName);

        var run = await CommandRun.RunAsync("verify", folder.FullName);

        Assert.Equal(1, run.Code);
        Assert.Contains("WRONG              result.csv: line 1 is not the computed one (field outcome)", run.Output, StringComparison.Ordinal);
        Assert.Contains("does NOT hold", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithKeysOfOnesOwn_UsesThem()
    {
        var keys = Path.Combine(folder.FullName, "mine.json");
        File.Move(Path.Combine(folder.FullName, "jwks.json"), keys);

        Assert.Equal(1, (await CommandRun.RunAsync("verify", folder.FullName)).Code);
        var run = await CommandRun.RunAsync("verify", folder.FullName, "--keys", keys);

        Assert.Equal(0, run.Code);
        Assert.DoesNotContain("jwks.json", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Ticket_ShowsItsProof()
    {
        var run = await CommandRun.RunAsync("verify", folder.FullName, "--ticket", Ticket);

        Assert.Equal(0, run.Code);
        Assert.Contains($"line       {Ticket},11.02,3,216363698b529b4a97b750923ceb3ffd,2", run.Output, StringComparison.Ordinal);
        Assert.Contains("leafIndex  5 of 7", run.Output, StringComparison.Ordinal);
        Assert.Contains($"checked            ticket {Ticket}: in entriesRoot", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TicketNotAmongTheEntries_Fails()
    {
        var run = await CommandRun.RunAsync("verify", folder.FullName, "--ticket", new string('0', 32));

        Assert.Equal(1, run.Code);
        Assert.Contains("is not in it", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-folder")]
    [InlineData("http://localhost:1/")]
    [InlineData(".", "--ticket", "xyz")]
    [InlineData]
    public async Task Verify_BadUsage_ExitsWithTwo(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(["verify", .. arguments]);

        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Verify_HostThatDoesNotAnswer_Fails()
    {
        var run = await CommandRun.RunAsync("verify", "http://127.0.0.1:1/api/public/batches/1");

        Assert.Equal(1, run.Code);
        Assert.Contains("Could not read", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--batch", "1")]
    [InlineData("/", "--batch", "1")]
    [InlineData("/api/public/batches/1")]
    [InlineData("/api/public/batches/1/")]
    [InlineData("/api/public/batches/1/draw")]
    [InlineData("/api/public/batches/1/draw/")]
    public async Task Verify_AddressInAnyForm_ReadsThePublicApi(string path, params string[] more)
    {
        await using var host = await ServeAsync();

        var run = await CommandRun.RunAsync(["verify", host.Urls.Single() + path, .. more]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("The draw holds.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AddressOfABatchNotDrawn_FailsNamingWhatIsMissing()
    {
        await using var host = await ServeAsync();

        var run = await CommandRun.RunAsync("verify", host.Urls.Single() + "/api/public/batches/2");

        Assert.Equal(1, run.Code);
        Assert.Contains("entries.csv: is missing", run.Output, StringComparison.Ordinal);
    }

    private async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.MapGet("/.well-known/jwks.json", () => Results.Bytes(published.Files["jwks.json"]));
        foreach (var file in PublishedDraw.DataFiles)
        {
            var resource = "/api/public/batches/1/draw/" + file.Split('.')[0];
            host.MapGet(resource, () => Results.Bytes(published.Files[file]));
            host.MapGet(resource + ".jws", () => Results.Bytes(published.Files[file + ".jws"]));
        }

        await host.StartAsync();
        return host;
    }
}
