using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>One Azurite for all tests of the run, in memory, on ports that were free; stopped with the process.</summary>
public sealed partial class AzuriteServer : IDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's published account key.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Also when the tests are killed: their end of the pipe is closed then.</summary>
    private const string EndWithParent = "process.stdin.resume().on('end', () => process.exit()); require(process.argv[1])";

    private static readonly Lazy<Task<AzuriteServer>> Shared = new(StartAsync);

    private readonly Process process;

    private AzuriteServer(Process process, string blobs, string tables)
    {
        this.process = process;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account};";
    }

    public string ConnectionString { get; }

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
    private static async Task<AzuriteServer> StartAsync()
    {
        var started = Process.Start(new ProcessStartInfo("node",
            ["-e", EndWithParent, AzuritePackage.Script, "--inMemoryPersistence", "--extentMemoryLimit", "512", "--skipApiVersionCheck",
                "--disableTelemetry", "--silent", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
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
        return new AzuriteServer(started, blobs, tables);
    }

    [GeneratedRegex("Azurite (?<service>Blob|Table) service is successfully listening at (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
