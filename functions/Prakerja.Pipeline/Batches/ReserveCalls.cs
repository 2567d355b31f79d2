using System.Globalization;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Calls of reserves under way: a row each (table <c>batchplaces</c>, partition <c>calls</c>) from before its workflow starts until the call is settled.</summary>
public sealed class ReserveCalls(ITableStore tables, IWorkflowClient workflows, TimeProvider clock)
{
    public const string Partition = "calls";

    /// <summary>Younger ones are left to their workflow.</summary>
    private static readonly TimeSpan Due = TimeSpan.FromHours(1);

    /// <summary>May be repeated.</summary>
    public async Task StartAsync(PlaceCall call)
    {
        await tables.CommitAsync(RecoveryPot.Table, Partition, [new TableWrite.Insert(RowOf(call), PipelineJson.Write(new OpenCall(call, clock.GetUtcNow())))]);
        await RunAsync(call);
    }

    public Task EndAsync(PlaceCall call) => tables.CommitAsync(RecoveryPot.Table, Partition, [new TableWrite.Delete(RowOf(call))]);

    /// <summary>Starts the workflows of calls that have none any more.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await foreach (var row in tables.RowsAsync(RecoveryPot.Table, Partition, RowRange.All, cancellation: cancellation))
        {
            if (PipelineJson.Read<OpenCall>(row.Body) is var open && clock.GetUtcNow() - open.At >= Due)
            {
                await RunAsync(open.Call);
            }
        }
    }

    private Task<StartOutcome> RunAsync(PlaceCall call) => workflows.StartAsync(BatchNames.CallReserve, $"{BatchNames.IdOf(call.Batch)}:call:{call.Ticket}", call);

    private static string RowOf(PlaceCall call) => string.Create(CultureInfo.InvariantCulture, $"{call.Batch:D6}|{call.Ticket}");

    private sealed record OpenCall(PlaceCall Call, DateTimeOffset At);
}
