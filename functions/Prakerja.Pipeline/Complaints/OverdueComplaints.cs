using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Complaints;

/// <summary>Each morning: how many complaints are past their day undecided, as metric <c>prakerja.complaints.overdue</c> and in the log.</summary>
public sealed class OverdueComplaints(ITableStore tables, ComplaintStore store, TimeProvider clock, ILogger<OverdueComplaints> log) : ITimerTask
{
    public string Name => "overdue-complaints";

    /// <summary>06:00 WIB.</summary>
    public TimerSchedule Schedule { get; } = new(TimeSpan.FromDays(1), TimeSpan.FromHours(6));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var overdue = await CountAsync(cancellation);
        PipelineMetrics.OverdueComplaints(overdue);
        if (overdue > 0)
        {
            Log.ComplaintsOverdue(log, overdue);
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellation)
    {
        var past = new RowRange(null, $"{clock.GetUtcNow().UtcTicks:D19}|");
        var count = 0;
        await foreach (var row in tables.RowsAsync(ComplaintStore.Table, ComplaintStore.OpenPartition, past, TableLimits.MaxScan, cancellation))
        {
            count += await store.ReadOpenAsync(row) is null ? 0 : 1;
        }

        return count;
    }
}
