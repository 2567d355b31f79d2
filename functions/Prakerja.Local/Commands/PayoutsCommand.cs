using System.CommandLine;
using Prakerja.Local.PayoutSimulation;
using Spectre.Console;

namespace Prakerja.Local.Commands;

/// <summary><c>payouts</c>: very many payouts with every trouble and a crash at a random step of each, and some with a crash at every step.</summary>
public sealed class PayoutsCommand
{
    private readonly Option<long> count = new("--count") { Description = "How many payouts have the process die at one of their persisted steps (0-100,000,000).", DefaultValueFactory = _ => 10_000 };
    private readonly Option<long> everyStep = new("--every-step") { Description = "How many more have it die at every persisted step in turn (0-1,000,000).", DefaultValueFactory = _ => 0 };
    private readonly Option<long> seed = new("--seed") { Description = "The run is a function of it.", Required = true };
    private readonly Option<int> workers = new("--workers") { Description = "Worlds simulated at the same time (1-64).", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<long?> world = new("--world") { Description = "Only this world, to replay a violation." };
    private readonly Option<FileInfo?> report = new("--report") { Description = "Writes the report to a file too." };

    public Command Create()
    {
        var command = new Command("payouts", "Payouts by the hundred thousand: troubled partners, crashes at persisted steps, and the money checked to the Rupiah.")
        {
            count, everyStep, seed, workers, world, report,
        };
        Bound(count, 0, 100_000_000);
        Bound(everyStep, 0, 1_000_000);
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64)
            {
                result.AddError("--workers takes a whole number from 1 to 64.");
            }
        });
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static void Bound(Option<long> option, long least, long most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<long>() is var value && (value < least || value > most))
        {
            result.AddError($"{option.Name} takes a whole number from {least} to {most}.");
        }
    });

    private int Run(ParseResult parsed)
    {
        var run = new PayoutRun(
            parsed.GetValue(count), parsed.GetValue(everyStep), parsed.GetValue(seed), parsed.GetValue(workers), parsed.GetValue(world));
        var found = AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var payouts = progress.AddTask("crash at a random step", maxValue: Math.Max(1, run.Count));
            var every = progress.AddTask("crash at every step", maxValue: Math.Max(1, run.EveryStep));
            return run.Run((random, inTurn) => (payouts.Value, every.Value) = (random.Struck, inTurn.Payouts));
        });
        var text = found.Text();
        Console.Write(text);
        if (parsed.GetValue(report) is { } file)
        {
            File.WriteAllText(file.FullName, text);
        }

        return found.Violations.Count == 0 ? CommandExit.Ok : CommandExit.Failed;
    }
}
