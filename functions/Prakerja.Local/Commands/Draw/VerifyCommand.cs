using System.CommandLine;
using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary><c>verify</c>: checks a published draw from its files, offline or over HTTP (draw.md).</summary>
public sealed class VerifyCommand
{
    private readonly Argument<string> source = new("DIR|URL")
    {
        Description = "A folder with the published files and jwks.json, or the address of a host, of its batch or of the batch's draw.",
    };

    private readonly Option<UInt128?> ticket = new("--ticket")
    {
        Description = "Also show this ticket's line, proof of inclusion, score and outcome.",
        HelpName = "T",
        CustomParser = HexArgument.ParseTicket,
    };

    private readonly Option<long?> batch = new("--batch") { Description = "Number of the batch, where the address does not name it." };

    private readonly Option<FileInfo> keys = new Option<FileInfo>("--keys")
    {
        Description = "The operator's public keys (JWK set) as you obtained them; otherwise those published beside the draw.",
    }.AcceptExistingOnly();

    public Command Create()
    {
        var command = new Command("verify", "Check a published draw: signatures, hashes, seed and every outcome.") { source, ticket, batch, keys };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var console = arguments.InvocationConfiguration;
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var (files, problem) = Locate(arguments, http);
        if (files is null)
        {
            await console.Error.WriteLineAsync(problem);
            return CommandExit.BadUsage;
        }

        try
        {
            return await VerifyAsync(arguments, files, console.Output, cancellation) ? CommandExit.Ok : CommandExit.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await console.Error.WriteLineAsync($"Could not read the published files: {e.Message}");
            return CommandExit.Failed;
        }
    }

    private (IPublishedFiles? Files, string? Problem) Locate(ParseResult arguments, HttpClient http)
    {
        var given = arguments.GetRequiredValue(source);
        if (Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return WebFiles.FindDraw(address, arguments.GetValue(batch)) is { } draw
                ? (new WebFiles(http, draw), null)
                : (null, "Which batch? Give --batch N, or an address that ends in /api/public/batches/N.");
        }

        return Directory.Exists(given)
            ? (new FolderFiles(new DirectoryInfo(given)), null)
            : (null, $"There is no folder '{given}', and it is no http or https address.");
    }

    private async Task<bool> VerifyAsync(ParseResult arguments, IPublishedFiles files, TextWriter output, CancellationToken cancellation)
    {
        var report = new VerifyReport();
        var published = await VerifyKeys.ReadAsync(files, arguments.GetValue(keys), report, cancellation);
        var result = await new DrawVerifier(new SignedReader(files, published, report), report).RunAsync(cancellation);
        if (arguments.GetValue(ticket) is { } wanted)
        {
            TicketReport.Write(wanted, result, report, output);
        }

        report.CouldNotCheck("that the beacon's signature is the chain's own (BLS12-381); only that randomness is its SHA-256");
        report.CouldNotCheck("that previous is the last batch's commitment; compare it with the SHA-256 of that file");
        report.CouldNotCheck("that entries stand for real, eligible persons; the auditor samples them with the escrowed key");
        report.WriteTo(output);
        return report.Holds;
    }
}
