using System.Text;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>How runs end or are renewed.</summary>
internal sealed partial class Instance
{
    /// <summary>Ends or renews the run while its code has come to an end.</summary>
    private async Task ConcludeAsync()
    {
        while (run is { HasEnded: true } ended && !core.Stopping)
        {
            await ConcludeAsync(ended);
        }
    }

    private Task ConcludeAsync(WorkflowRun ended)
    {
        var renewed = ended.Header with { Run = core.Journal.NextRun(), StartedAt = Now(), CustomStatus = ended.CustomStatus, ParkedUntil = null };
        return ended.Result switch
        {
            RunResult.ContinuedAsNew again => BeginAsync(
                renewed with { Input = again.Input },
                ended.UnconsumedEvents.Select(raised => raised with { At = renewed.StartedAt }).ToList<HistoryEntry>()),
            RunResult.Completed when ended.UnconsumedEvents.Count > 0 => BeginAsync(renewed, []),
            RunResult.Completed done => EndAsync(WorkflowState.Completed, Encoding.UTF8.GetString(done.Output), error: null),
            RunResult.Failed failed => FailAsync(failed),
            var other => throw new InvalidOperationException($"No such result: {other}."),
        };
    }

    private Task FailAsync(RunResult.Failed failed)
    {
        core.Log.InstanceFailed(id, header!.Workflow, header.Version);
        if (failed.NonDeterministic)
        {
            core.Log.NotDeterministic(id, failed.Error);
        }

        return EndAsync(WorkflowState.Failed, output: null, failed.Error, keepHistory: failed.NonDeterministic);
    }

    private async Task EndAsync(WorkflowState state, string? output, string? error, bool keepHistory = false)
    {
        var keeps = core.Options.KeepHistories || keepHistory;
        var ended = header! with
        {
            State = state,
            EndedAt = Now(),
            Output = output,
            Error = error,
            ParkedUntil = null,
            CustomStatus = run?.CustomStatus ?? header.CustomStatus,
            Input = keeps ? header.Input : default,
        };
        List<HistoryEntry> last = keeps ? [.. run?.Commands.TakeUnwritten() ?? [], new RunEnded(ended.EndedAt.Value, state, output, error)] : [];
        await core.Journal.WriteAsync(new JournalWrite(ended, keeps ? null : ended.Run, ended.Run, sequence, HistoryFormat.Write(last)));
        (header, run) = (ended, null);
        (state == WorkflowState.Completed ? Telemetry.Completed : Telemetry.Failed).Add(1);
        TellParent(ended);
    }

    private void TellParent(InstanceHeader ended)
    {
        if (ended.Parent is { } parent)
        {
            var output = ended.State == WorkflowState.Completed ? Encoding.UTF8.GetBytes(ended.Output!) : default;
            Tell(parent, output, ended.State == WorkflowState.Completed ? null : ended.Error ?? ended.State.ToString());
        }
    }

    private void Tell(ParentLink parent, ReadOnlyMemory<byte> output, string? error) =>
        core.Post(parent.Id, new OutcomeItem(parent.Run, parent.Command, output, error));
}
