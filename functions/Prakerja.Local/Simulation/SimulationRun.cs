using Prakerja.Domain.Schemes;
using Prakerja.Engine.Time;
using Prakerja.Local.Hosting;
using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Messages;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Local.Simulation;

/// <summary>A programme year in virtual time: the same services as served, in memory and on one thread, driven by simulated people.</summary>
public static class SimulationRun
{
    private const int Batches = 30;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset End = new(2026, 12, 31, 23, 0, 0, TimeSpan.FromHours(7));

    /// <param name="scheme">Of every batch of the year.</param>
    /// <param name="progress">Told the share of the year that has passed, 0-1.</param>
    /// <param name="journal">Gets the year's ledger as a journal for hledger and ledger-cli.</param>
    public static SimulationReport Run(int applicants, long seed, Scheme scheme, Troubles troubles, Action<double> progress, Stream? journal = null) =>
        SingleThread.Run(() => RunAsync(applicants, seed, scheme, troubles, progress, journal));

    private static async Task<SimulationReport> RunAsync(int applicants, long seed, Scheme scheme, Troubles troubles, Action<double> progress, Stream? journal)
    {
        var services = new ServiceCollection().AddLogging(log => log.AddFilter(level => level >= LogLevel.Error).AddSimpleConsole());
        services.AddLocal(new LocalOptions(Data: null, LocalOptions.DefaultUrls, VirtualClock: true, Start, seed));
        await using var provider = services.BuildServiceProvider();
        var runtime = provider.GetRequiredService<LocalRuntime>();
        await runtime.StartAsync(default);
        var clock = provider.GetRequiredService<VirtualClock>();
        var agenda = new Agenda(clock, provider.GetRequiredService<WorkTracker>());
        var world = new SimulationWorld(
            agenda, provider.GetRequiredService<InProcessHttp>(), provider.GetRequiredService<SandboxMessenger>(), provider.GetRequiredService<SandboxOperators>(),
            provider.GetRequiredService<IWebhookSender>(), seed) { End = End, Troubles = troubles, Payments = provider.GetRequiredService<PaymentBook>() };
        var office = new SimulatedOffice(world, scheme, applicants, Batches);
        var outage = new RegistryOutage(world, provider.GetRequiredService<Switches>(), Start);
        var checks = new SimulationChecks(provider, outage);
        var lives = await PeopleAsync(provider, world, office, applicants, seed);
        lives.Add(agenda.LiveAsync(outage.HappenAsync));
        for (var day = Start; day < End; day = day.AddDays(1))
        {
            await clock.AdvanceToAsync(day);
            if (day.Day == 1 || (day > outage.From && day < outage.Until))
            {
                await checks.RunAsync(day);
            }

            progress((day - Start) / (End - Start));
        }

        await clock.AdvanceToAsync(End.AddHours(1));
        // Whoever still sleeps beyond the year waits for nothing that could come; a fault in a life is one of the run.
        await Task.WhenAll(lives.Where(life => life.IsCompleted));
        var report = await SimulationReport.MakeAsync(provider, world, office, checks, applicants, seed);
        await WriteAsync(provider.GetRequiredService<LedgerExport>(), journal);
        await runtime.StopAsync(default);
        return report;
    }

    private static async Task WriteAsync(LedgerExport export, Stream? journal)
    {
        if (journal is not null)
        {
            await using var ledger = export.Open(day: null, ExportFormat.Hledger);
            await ledger.CopyToAsync(journal);
        }
    }

    private static async Task<List<Task>> PeopleAsync(ServiceProvider provider, SimulationWorld world, SimulatedOffice office, int applicants, long seed)
    {
        var photo = SimulatedPhoto.Png();
        var lives = new List<Task> { world.Agenda.LiveAsync(office.RunBatchesAsync), world.Agenda.LiveAsync(office.ReviewAsync), world.Agenda.LiveAsync(office.ReleaseAsync) };
        var store = provider.GetRequiredService<ResidentStore>();
        var residents = await store.MakeAsync(applicants, seed);
        for (var index = 0; index < residents.Count; index++)
        {
            var applicant = new SimulatedApplicant(world, residents[index], index, photo);
            if (world.Troubles.ChangeOf(new Dice(seed, index, 92)) is { } change)
            {
                await store.ChangeAsync(residents[index].Nik, change);
            }

            lives.Add(world.Agenda.LiveAsync(applicant.LiveAsync));
        }

        return lives;
    }
}
