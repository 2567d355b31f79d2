using System.CommandLine;
using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary><c>draw</c>: repeats a draw offline from its published inputs (draw.md).</summary>
public sealed class DrawCommand
{
    private readonly Option<FileInfo> entries = new Option<FileInfo>("--entries") { Description = "The entries file (entries.csv).", Required = true }.AcceptExistingOnly();
    private readonly Option<FileInfo> rules = new Option<FileInfo>("--rules") { Description = "The rules, canonical JSON (rules.json).", Required = true }.AcceptExistingOnly();
    private readonly Option<FileInfo> result = new("--result") { Description = "Where to write the result (result.csv).", Required = true };
    private readonly Option<FileInfo> record = new("--record") { Description = "Where to write the record (record.json)." };
    private readonly Option<FileInfo> commitment = new Option<FileInfo>("--commitment") { Description = "The commitment, to be checked and named in the record." }.AcceptExistingOnly();

    private readonly Option<Hash256> randomness = new("--randomness")
    {
        Description = "The 32 bytes of the beacon's round, as 64 lowercase hex digits.",
        Required = true,
        HelpName = "HEX",
        CustomParser = HexArgument.ParseHash,
    };

    // Not byte[]: System.CommandLine takes an array for an option that may be repeated.
    private readonly Option<string?> signature = new("--beacon-signature")
    {
        Description = "The beacon's signature, named in the record; its SHA-256 must be the randomness.",
        HelpName = "HEX",
        Validators = { HexArgument.ValidateBytes },
    };

    public Command Create()
    {
        var command = new Command("draw", "Repeat a draw offline: the same inputs give the same result to the byte.")
        {
            entries, rules, randomness, result, record, commitment, signature,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var console = arguments.InvocationConfiguration;
        try
        {
            var problem = await DrawAsync(arguments, console.Output, cancellation);
            if (problem is not null)
            {
                await console.Error.WriteLineAsync(problem);
            }

            return problem is null ? CommandExit.Ok : CommandExit.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(e.Message);
            return CommandExit.Failed;
        }
    }

    /// <summary>Null if all went well, otherwise what was wrong; then nothing is written.</summary>
    private async Task<string?> DrawAsync(ParseResult arguments, TextWriter output, CancellationToken cancellation)
    {
        var rulesFile = arguments.GetRequiredValue(rules);
        var rulesRead = DrawRules.Parse(await File.ReadAllBytesAsync(rulesFile.FullName, cancellation));
        if (rulesRead is not DocumentRead<DrawRules>.Accepted(var drawRules))
        {
            return $"{rulesFile.Name}: {rulesRead}";
        }

        var entriesFile = arguments.GetRequiredValue(entries);
        var entriesRead = await DrawFiles.ReadEntriesAsync(entriesFile, cancellation);
        if (entriesRead is not EntriesRead.Accepted(var drawEntries))
        {
            return $"{entriesFile.Name}: {entriesRead}";
        }

        var (commitmentHash, problem) = await CheckInputsAsync(arguments, drawEntries, drawRules, cancellation);
        if (problem is null)
        {
            var drawn = DrawComputation.Run(drawEntries, drawRules, arguments.GetRequiredValue(randomness), DrawFiles.OnAllCores);
            await WriteAsync(arguments, drawn, drawn.ToRecord(
                drawRules, arguments.GetRequiredValue(randomness), Signature(arguments), commitmentHash), output, cancellation);
        }

        return problem;
    }

    private async Task<(Hash256? CommitmentHash, string? Problem)> CheckInputsAsync(
        ParseResult arguments, DrawEntries drawEntries, DrawRules drawRules, CancellationToken cancellation)
    {
        if (Signature(arguments) is { } bytes && Hash256.Of(bytes) != arguments.GetRequiredValue(randomness))
        {
            return (null, "--randomness is not the SHA-256 of --beacon-signature");
        }

        if (arguments.GetValue(commitment) is not { } file)
        {
            return (null, null);
        }

        return Commitment.Parse(await File.ReadAllBytesAsync(file.FullName, cancellation)) switch
        {
            DocumentRead<Commitment>.Refused(var reason) => (null, $"{file.Name}: {reason}"),
            DocumentRead<Commitment>.Accepted(var made) when made != Commitment.To(drawEntries, drawRules, made.Previous) =>
                (null, $"{file.Name}: commits to other entries or rules than the ones given"),
            DocumentRead<Commitment>.Accepted(var made) => (made.Hash, null),
            _ => throw new InvalidOperationException("A document is accepted or refused."),
        };
    }

    private byte[]? Signature(ParseResult arguments) =>
        arguments.GetValue(signature) is { } hex ? Convert.FromHexString(hex) : null;

    private async Task WriteAsync(ParseResult arguments, DrawResult drawn, DrawRecord made, TextWriter output, CancellationToken cancellation)
    {
        await DrawFiles.WriteResultAsync(drawn, arguments.GetRequiredValue(result), cancellation);
        if (arguments.GetValue(record) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, made.ToCanonical(), cancellation);
        }

        var counts = drawn.Counts;
        await output.WriteLineAsync($"batch        {made.Batch}");
        await output.WriteLineAsync($"entriesRoot  {drawn.Entries.Root}");
        await output.WriteLineAsync($"seed         {drawn.Seed}");
        await output.WriteLineAsync($"resultHash   {drawn.Hash}");
        await output.WriteLineAsync(
            $"{counts.Entries} entries: {counts.Selected} selected, {counts.Reserve} reserve, {counts.Household} household, {counts.NotSelected} notSelected");
    }
}
