using Prakerja.Domain;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Webhooks;

namespace Prakerja.Local.Sandbox.Statements;

/// <summary>A page to be sent.</summary>
internal sealed record StatementSending(string Provider, DateOnly Day, int Page, bool Partial, int Copy);

/// <summary>At 01:00 in Jakarta every provider issues its statement of the day before, a day without payments included.</summary>
internal sealed class DailyStatements(StatementShelf shelf, OutsideJobs jobs, TimeProvider clock) : ISandboxPart, IJobHandler
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public string Kind => "statements";

    public async Task StartAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var first = Wib.StartOf(Wib.DateOf(now)) + Hour;
        await jobs.PlanAsync(OutsideJob.Of(Kind, Kind, first > now ? first : first.AddDays(1), ""));
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var day = Wib.DateOf(job.DueAt).AddDays(-1);
        foreach (var provider in SandboxPartners.Payers)
        {
            await IssueAsync(provider, day, job.DueAt);
        }

        return job.DueAt.AddDays(1);
    }

    private async Task IssueAsync(string provider, DateOnly day, DateTimeOffset at)
    {
        var habit = await shelf.HabitAsync(provider);
        var pages = await shelf.PagesAsync(provider, day, habit.Partial);
        await shelf.CloseAsync(provider, day, pages[^1].Closing);
        foreach (var page in pages)
        {
            foreach (var copy in habit.Twice ? (int[])[1, 2] : [1])
            {
                var sending = new StatementSending(provider, day, page.Page, habit.Partial, copy);
                var late = habit.Partial && page.Page > 1 ? TimeSpan.FromDays(1) : TimeSpan.Zero;
                await jobs.PlanAsync(OutsideJob.Of(StatementSender.JobKind, page.MessageId + copy, at + late, sending));
            }
        }
    }
}

/// <summary>Sends a page, composed from the books when it is due: past days do not change.</summary>
internal sealed class StatementSender(StatementShelf shelf, SignedDelivery delivery) : IJobHandler
{
    public const string JobKind = "statement";
    public const string LinesPath = "/api/webhooks/payments/statements";

    public string Kind => JobKind;

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var sending = job.Read<StatementSending>();
        var page = (await shelf.PagesAsync(sending.Provider, sending.Day, sending.Partial))[sending.Page - 1] with { Copy = sending.Copy };
        var (path, type) = page.IsBank ? (Banks.BankReports.Path, "application/xml") : (LinesPath, "application/x-ndjson");
        return await delivery.RunAsync(job, new SignedMessage("msg_" + page.MessageId, page.Provider, path, type, StatementWriter.Write(page)));
    }
}
