using System.CommandLine;
using System.Diagnostics;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Simulation;
using Spectre.Console;

namespace Prakerja.Local.Commands;

/// <summary><c>simulate</c>: a programme year in virtual time, then the funnel, the money and the invariants checked.</summary>
public sealed class SimulateCommand
{
    private readonly Option<int> applicants = new("--applicants") { Description = "How many people register (1-1,000,000).", Required = true };
    private readonly Option<long> seed = new("--seed") { Description = "The run is a function of it.", Required = true };
    private readonly Option<string> scheme = new Option<string>("--scheme")
    {
        Description = "The scheme of every batch.", DefaultValueFactory = _ => SchemeTable.Normal.Code,
    }.AcceptOnlyFromAmong([.. SchemeTable.All.Select(s => s.Code)]);

    private readonly Option<FileInfo?> report = new("--report") { Description = "Writes the report to a file too." };

    private readonly Option<FileInfo?> journal = new("--journal") { Description = "Writes the year's ledger as a journal for hledger or ledger-cli." };

    public Command Create()
    {
        var command = new Command("simulate", "A programme year in virtual time, with its funnel, its money and the invariants checked.") { applicants, seed, scheme, report, journal };
        applicants.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
            {
                result.AddError("--applicants takes a whole number from 1 to 1,000,000.");
            }
        });
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var started = Stopwatch.GetTimestamp();
        using var ledger = parsed.GetValue(journal)?.Create();
        var result = AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var year = progress.AddTask("2026", maxValue: 1);
            return SimulationRun.Run(
                parsed.GetValue(applicants), parsed.GetValue(seed), SchemeTable.Find(parsed.GetValue(scheme))!, Troubles.Usual, share => year.Value = share, ledger);
        });
        Console.Write(result.Text);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"\ntook {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, peak memory {process.PeakWorkingSet64 / 1048576} MB");
        if (parsed.GetValue(report) is { } file)
        {
            File.WriteAllText(file.FullName, result.Text);
        }

        return result.Violations.Count == 0 ? CommandExit.Ok : CommandExit.Failed;
    }
}
