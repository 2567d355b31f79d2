using System.Net;
using System.Text;

namespace Prakerja.Infra.Tests.Azd;

/// <summary>infra/release.sh and infra/smoke.sh, with an azd and a server that do as told.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private const string Deployed = "deployed";
    private readonly string folder = Directory.CreateTempSubdirectory("prakerja-release-").FullName;
    private HttpListener server = new();
    private readonly string origin;
    private readonly Task serving;

    public ReleaseTests()
    {
        (origin, serving) = Start();
        var azd = Path.Combine(folder, "azd");
        File.WriteAllText(azd, $"""
            #!/usr/bin/env bash
            echo "$*" >> calls
            case $1 in
              env) echo {origin} ;;
              deploy) cp "$4" {Deployed} ;;
            esac
            """);
        Assert.Equal(0, Processes.Run(folder, new Dictionary<string, string>(StringComparer.Ordinal), "chmod", "+x", azd).Exit);
        File.WriteAllText(Path.Combine(folder, "good.zip"), "good");
        File.WriteAllText(Path.Combine(folder, "bad.zip"), "bad");
        File.WriteAllText(Path.Combine(folder, "worse.zip"), "bad");
    }

    [Fact]
    public void Release_ThatAnswers_Stays()
    {
        Assert.Equal(0, Release("good.zip", "bad.zip").Exit);
        Assert.Equal(["provision", "env", "deploy"], Calls());
    }

    [Fact]
    public void Release_ThatDoesNotAnswer_IsTakenBack()
    {
        var release = Release("bad.zip", "good.zip");

        Assert.Equal(1, release.Exit);
        Assert.Contains("going back", release.Errors, StringComparison.Ordinal);
        Assert.Equal("good", File.ReadAllText(Path.Combine(folder, Deployed)));
    }

    [Fact]
    public void Release_FirstThatDoesNotAnswer_SaysSo()
    {
        var release = Release("bad.zip", "");

        Assert.Equal(1, release.Exit);
        Assert.Contains("none before it", release.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_GoingBackFailsToo_CallsForPeople() => Assert.Equal(2, Release("bad.zip", "worse.zip").Exit);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        server.Close();
        await serving;
        Directory.Delete(folder, recursive: true);
    }

    private Finished Release(params string[] packages) => Processes.Run(
        folder,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"), ["PATIENCE"] = "0", ["SMOKE_ROUNDS"] = "2", ["SMOKE_SECONDS"] = "0",
        },
        Path.Combine(Repository.Infra, "release.sh"), packages);

    private IEnumerable<string> Calls() => File.ReadLines(Path.Combine(folder, "calls")).Select(l => l.Split(' ')[0]);

    /// <summary>On a free port of this machine; a listener that could not start is of no use any more.</summary>
    private (string Origin, Task Serving) Start()
    {
        var port = Enumerable.Range(0, 100).Select(i => 41_000 + ((Environment.ProcessId + i) % 20_000)).First(TryListen);
        return ($"http://localhost:{port}", ServeAsync());
    }

    private bool TryListen(int port)
    {
        server = new HttpListener();
        server.Prefixes.Add($"http://localhost:{port}/");
        try
        {
            server.Start();
            return true;
        }
        catch (HttpListenerException)
        {
            return false;
        }
    }

    private async Task ServeAsync()
    {
        while (server.IsListening)
        {
            try
            {
                Answer(await server.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>What the app answers; a bad package's storage is out of reach.</summary>
    private void Answer(HttpListenerContext call)
    {
        var good = File.ReadAllText(Path.Combine(folder, Deployed)) == "good";
        call.Response.StatusCode = good ? 200 : 503;
        var body = call.Request.Url!.AbsolutePath switch
        {
            "/api/health/ready" => """{"status":"ready"}""",
            "/api/openapi.json" => """{"paths":{"/api/accounts":{}}}""",
            _ => """{"items":[]}""",
        };
        call.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
        call.Response.Close();
    }
}
