using System.Text.Json;
using NCrontab;
using Prakerja.Functions.Tests.Heads;

namespace Prakerja.Functions.Tests.Settings;

/// <summary>timers.json, which the deployment hands to the app, says in UTC what the pipeline's schedules say in WIB.</summary>
public sealed class TimerScheduleTests(OfferedPipeline pipeline) : IClassFixture<OfferedPipeline>
{
    private static readonly DateTimeOffset From = new(2026, 2, 27, 21, 13, 7, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromDays(3);

    public static Dictionary<string, string> Schedules =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Repository.PathOf("functions", "Prakerja.Functions", "timers.json")))!;

    [Fact]
    public void Schedules_AreThoseOfTheTimers() =>
        Assert.Equal(pipeline.Timers.Select(t => TimerSettings.NameOf(t.Name)).Order(), Schedules.Keys.Order());

    [Fact]
    public void Schedules_InUtc_OccurWhenTheTimersAreDue() => Assert.All(pipeline.Timers, timer =>
    {
        var cron = CrontabSchedule.Parse(Schedules[TimerSettings.NameOf(timer.Name)], new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var occurrences = cron.GetNextOccurrences(From.UtcDateTime, (From + Window).UtcDateTime).Select(t => new DateTimeOffset(t, TimeSpan.Zero));

        Assert.Equal(Due(timer.Schedule.Next), occurrences);
    });

    private static IEnumerable<DateTimeOffset> Due(Func<DateTimeOffset, DateTimeOffset> next)
    {
        for (var due = next(From); due < From + Window; due = next(due))
        {
            yield return due;
        }
    }
}
