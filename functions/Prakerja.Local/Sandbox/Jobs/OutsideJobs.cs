using Prakerja.Engine.Time;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Jobs;

/// <summary>
/// Durable jobs on the host's clock: rows in the partition where payments are, so that a job commits with what caused it; armed again at
/// start. What is due is entered with the tracker until its row is gone.
/// </summary>
internal sealed class OutsideJobs : ISandboxPart, IDisposable
{
    public const string Table = "sandboxpayments";
    public const string Partition = "outside";
    private const int AtOnce = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    private readonly ITableStore tables;
    private readonly TimeProvider clock;
    private readonly WorkTracker work;
    private readonly IServiceProvider services;
    private readonly ILogger<OutsideJobs> log;
    private readonly ITimer timer;
    private Dictionary<string, IJobHandler>? handlers;
    private Task current = Task.CompletedTask;
    private bool running;

    public OutsideJobs(ITableStore tables, TimeProvider clock, WorkTracker work, IServiceProvider services, ILogger<OutsideJobs> log)
    {
        (this.tables, this.clock, this.work, this.services, this.log) = (tables, clock, work, services, log);
        timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(Table, Partition, RowRange.Prefix(OutsideJob.Prefix), 1000, continuation, cancellation);
            lock (gate)
            {
                page.Rows.Select(r => PipelineJson.Read<OutsideJob>(r.Body)).ToList().ForEach(Enlist);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        lock (gate)
        {
            handlers = services.GetServices<IJobHandler>().ToDictionary(h => h.Kind, StringComparer.Ordinal);
            SetTimer();
        }
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            handlers = null;
            return current;
        }
    }

    public void Dispose() => timer.Dispose();

    public static TableWrite Row(OutsideJob job) => new TableWrite.Upsert(job.Row, PipelineJson.Write(job));

    /// <summary>Once its row is committed.</summary>
    public void Arm(OutsideJob job)
    {
        lock (gate)
        {
            Enlist(job);
            SetTimer();
        }
    }

    public async Task PlanAsync(OutsideJob job)
    {
        await tables.CommitAsync(Table, Partition, [Row(job)]);
        Arm(job);
    }

    private void SetTimer()
    {
        if (running || handlers is null || waiting.Count == 0)
        {
            return;
        }

        var wait = waiting.First().Value.Job.DueAt - clock.GetUtcNow();
        timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (gate)
        {
            if (running || handlers is null)
            {
                return;
            }

            running = true;
            work.Enter();
            current = RunAsync(handlers);
        }
    }

    private async Task RunAsync(Dictionary<string, IJobHandler> byKind)
    {
        // Off the timer's stack and out of the lock before anything is done.
        await Task.Yield();
        while (TakeDue() is { Count: > 0 } due)
        {
            await Task.WhenAll(due.Select(next => RunAsync(byKind[next.Job.Kind], next)));
        }

        work.Exit();
    }

    /// <summary>None: the timer is set for what is due later.</summary>
    private List<Waiting> TakeDue()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            List<Waiting> due = handlers is null ? [] : [.. waiting.Values.TakeWhile(next => next.Job.DueAt <= now).Take(AtOnce)];
            due.ForEach(next => waiting.Remove(next.Job.Row));
            if (due.Count == 0)
            {
                running = false;
                SetTimer();
            }

            return due;
        }
    }

    private async Task RunAsync(IJobHandler handler, Waiting taken)
    {
        var (job, row) = taken;
        try
        {
            var again = await handler.RunAsync(job);
            var next = again is { } at ? job with { DueAt = at, Attempt = job.Attempt + 1 } : null;
            await tables.CommitAsync(Table, Partition, next is null ? [new TableWrite.Delete(row)] : [new TableWrite.Delete(row), Row(next)]);
            if (next is not null)
            {
                Arm(next);
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong in one job, its row stays and the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.JobFailed(log, job.Kind, new Prakerja.Pipeline.SafeException(e));
            var later = job with { DueAt = clock.GetUtcNow() + AfterTrouble };
            lock (gate)
            {
                waiting[later.Row] = new Waiting(later, row);
            }
        }
    }

    private void Enlist(OutsideJob job) => waiting[job.Row] = new Waiting(job, job.Row);

    /// <param name="Row">The stored row, to be deleted once it is done; another one than the job's after trouble.</param>
    private sealed record Waiting(OutsideJob Job, string Row);
}
