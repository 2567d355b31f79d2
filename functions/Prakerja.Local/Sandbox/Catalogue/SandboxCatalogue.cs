using Prakerja.Domain;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Pipeline.Training;

namespace Prakerja.Local.Sandbox.Catalogue;

/// <summary>
/// Keeps the sandbox's courses on sale: made at the first start, their schedules renewed at every start and each first of the month, for that
/// month and the two that follow. What became of a course otherwise (rejected, taken off sale) stays.
/// </summary>
internal sealed class SandboxCatalogue(CourseCatalog catalog, OutsideJobs jobs, TimeProvider clock) : ISandboxPart, IJobHandler
{
    private const int MonthsAhead = 2;
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(90);

    public string Kind => "catalogue";

    public async Task StartAsync(CancellationToken cancellation)
    {
        await RenewAsync();
        await jobs.PlanAsync(OutsideJob.Of(Kind, Kind, NextMonth, ""));
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        await RenewAsync();
        return NextMonth;
    }

    private DateOnly Month
    {
        get
        {
            var today = Wib.DateOf(clock.GetUtcNow());
            return new DateOnly(today.Year, today.Month, 1);
        }
    }

    private DateTimeOffset NextMonth => Wib.StartOf(Month.AddMonths(1));

    private Task RenewAsync() => Task.WhenAll(Enumerable.Range(0, CourseMaker.Count).Select(RenewAsync));

    private async Task RenewAsync(int index)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var found = await catalog.FindAsync(CourseMaker.CodeOf(index));
            var course = found?.Course ?? CourseMaker.Make(index, now);
            var made = Enumerable.Range(0, MonthsAhead + 1).SelectMany(ahead => CourseMaker.SchedulesOf(index, Month.AddMonths(ahead)));
            var schedules = course.Schedules.Where(s => s.EndsAt > now - KeepEnded).UnionBy(made, s => s.ScheduleCode, StringComparer.Ordinal).ToList();
            if (schedules.SequenceEqual(course.Schedules) || await catalog.StoreAsync(course with { Schedules = schedules }, found?.ETag))
            {
                return;
            }
        }
    }
}
