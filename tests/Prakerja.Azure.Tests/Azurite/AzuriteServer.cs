using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>An Azurite in memory, on ports that were free, with an account key of its own; stopped with the process. One serves all tests.</summary>
public sealed partial class AzuriteServer : IDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>Also when the tests are killed: their end of the pipe is closed then.</summary>
    private const string EndWithParent = "process.stdin.resume().on('end', () => process.exit()); require(process.argv[1])";

    private static readonly Lazy<Task<AzuriteServer>> Shared = new(() => StartAsync());

    private readonly Process process;

    private AzuriteServer(Process process, string key, string blobs, string tables)
    {
        this.process = process;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        BlobService = new Uri($"{blobs}/{Account}");
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account};";
    }

    public string ConnectionString { get; }

    public Uri BlobService { get; }

    public static Task<AzuriteServer> GetAsync() => Shared.Value;

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    /// <summary>It says where it listens: port 0 means one that is free.</summary>
    public static async Task<AzuriteServer> StartAsync(params string[] options)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var start = new ProcessStartInfo("node",
            ["-e", EndWithParent, AzuritePackage.Script, "--inMemoryPersistence", "--extentMemoryLimit", "512", "--skipApiVersionCheck",
                "--disableTelemetry", "--silent", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{key}";
        var started = Process.Start(start)!;
        var (blobs, tables) = ("", "");
        while (blobs.Length == 0 || tables.Length == 0)
        {
            var line = await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await started.StandardError.ReadToEndAsync());
            var match = Listening().Match(line);
            (blobs, tables) = match.Groups["service"].Value switch
            {
                "Blob" => (match.Groups["address"].Value, tables),
                "Table" => (blobs, match.Groups["address"].Value),
                _ => (blobs, tables),
            };
        }

        _ = started.StandardOutput.ReadToEndAsync();
        _ = started.StandardError.ReadToEndAsync();
        return new AzuriteServer(started, key, blobs, tables);
    }

    [GeneratedRegex("Azurite (?<service>Blob|Table) service is successfully listening at (?<address>https?://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
