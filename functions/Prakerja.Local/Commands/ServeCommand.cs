using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Prakerja.Embedded.Sqlite;
using Prakerja.Local.Hosting;

namespace Prakerja.Local.Commands;

/// <summary><c>serve</c>: the whole programme in one process.</summary>
public sealed class ServeCommand
{
    private const string Sandbox = "sandbox";
    private const string Drand = "drand";

    private readonly Option<string> data = new("--data") { Description = "Directory of all state.", DefaultValueFactory = _ => LocalOptions.DefaultData };
    private readonly Option<string> urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => LocalOptions.DefaultUrls };
    private readonly Option<string> clock = new("--clock") { Description = "real, or virtual: stands still until /sandbox/clock moves it.", DefaultValueFactory = _ => "real" };
    private readonly Option<string?> start = new("--start") { Description = "Time at which the virtual clock of a new directory begins, RFC 3339." };
    private readonly Option<long> seed = new("--seed") { Description = "Seed of the sandbox's made-up world.", DefaultValueFactory = _ => 1 };

    private readonly Option<string> beacon = new("--beacon") { Description = "sandbox, or drand: the public beacon quicknet, with the real clock only.", DefaultValueFactory = _ => Sandbox };
    private readonly Option<string[]> relays = new("--beacon-relay") { Description = "Base address of a relay of the public beacon; given twice at least: two must agree.", DefaultValueFactory = _ => [] };
    private readonly Option<string?> timestamps = new("--timestamps") { Description = "Address of an authority that time-stamps commitments (RFC 3161), with the real clock only.", HelpName = "URL" };

    public Command Create()
    {
        var command = new Command("serve", "Runs the programme in one process (also without a word).");
        AddTo(command);
        return command;
    }

    /// <summary>The options and the action, for the command itself and for the root.</summary>
    public void AddTo(Command command)
    {
        clock.AcceptOnlyFromAmong("real", "virtual");
        beacon.AcceptOnlyFromAmong(Sandbox, Drand);
        beacon.Validators.Add(result =>
        {
            // Tokens, not values: those of another option may be malformed, and then have none.
            if (result.Tokens.Any(t => t.Value == Drand) && result.GetResult(clock)?.Tokens.Any(t => t.Value == "virtual") == true)
            {
                result.AddError("--beacon drand goes with --clock real: rounds of the public beacon come when they come.");
            }
        });
        relays.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 || !result.Tokens.All(token => IsRelay(token.Value)))
            {
                result.AddError("--beacon-relay takes an address such as https://api.drand.sh/, and is given twice at least: two relays must agree.");
            }
        });
        timestamps.Validators.Add(result =>
        {
            if (!result.Tokens.All(token => IsWeb(token.Value)) || result.GetResult(clock)?.Tokens.Any(t => t.Value == "virtual") == true)
            {
                result.AddError("--timestamps takes an address such as https://tsa.example.org/, and goes with --clock real: an authority has its own time.");
            }
        });
        foreach (var option in new Option[] { data, urls, clock, start, seed, beacon, relays, timestamps })
        {
            command.Options.Add(option);
        }

        start.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && ReadStart(text) is null)
            {
                result.AddError("--start takes a time such as 2026-01-05T08:00:00+07:00.");
            }
        });
        urls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>()?.Split(';').All(IsAddress) == false)
            {
                result.AddError("--urls takes addresses such as http://localhost:7071, separated by semicolons.");
            }
        });
        command.SetAction(RunAsync);
    }

    private static bool IsRelay(string address) => IsWeb(address) && new Uri(address).AbsolutePath.EndsWith('/');

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var web) && web is { Scheme: "http" or "https" };

    /// <summary>What Kestrel can bind without a certificate.</summary>
    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>A setting of the environment with a value that cannot be, or is no value of its type.</summary>
    private static bool IsOfASetting(Exception exception) =>
        exception is OptionsValidationException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" };

    private static DateTimeOffset? ReadStart(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new LocalOptions(
            parsed.GetValue(data)!, parsed.GetValue(urls)!, parsed.GetValue(clock) == "virtual", parsed.GetValue(start) is { } text ? ReadStart(text) : null, parsed.GetValue(seed))
        {
            PublicBeacon = parsed.GetValue(beacon) == Drand,
            BeaconRelays = [.. parsed.GetValue(relays)!.Select(relay => new Uri(relay))],
            Timestamps = parsed.GetValue(timestamps) is { } authority ? new Uri(authority) : null,
        };
        try
        {
            await using var app = LocalWebHost.Build(options);
            await app.StartAsync(cancellation);
            foreach (var url in app.Urls)
            {
                Console.WriteLine($"Prakerja.Functions serves {url} (data in {Path.GetFullPath(options.Data!)}, {parsed.GetValue(clock)} clock). Look at {url}/ and {url}/api/openapi.json; Ctrl-C stops.");
            }

            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (DatabaseInUseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException || IsOfASetting(e))
        {
            await Console.Error.WriteLineAsync($"Cannot serve: {e.Message}");
            return 1;
        }
    }
}
