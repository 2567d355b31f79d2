using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Batches;

/// <summary>Closing days, from the list of batches.</summary>
public sealed class BatchCalendar(BatchStore batches) : IBatchCalendar
{
    public async ValueTask<DateOnly?> LatestClosingDayAsync()
    {
        DateOnly[] days = [.. (await batches.ListAsync()).Where(b => b.State is BatchState.Approved or BatchState.Open).Select(b => b.ClosingDay)];
        return days.Length == 0 ? null : days.Max();
    }
}
