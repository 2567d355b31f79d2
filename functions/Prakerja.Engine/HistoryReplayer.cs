using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Engine.Instances;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine;

/// <summary>Replays recorded histories against today's code: a released version must still do what it did.</summary>
public static class HistoryReplayer
{
    /// <summary>Null if the code of the recorded version issues what was recorded and ends as recorded; otherwise what differs.</summary>
    public static string? FindDifference(WorkflowCatalog catalog, IEnumerable<string> jsonLines)
    {
        var entries = HistoryFormat.Read(jsonLines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line)));
        if (entries.FirstOrDefault() is not RunStarted started)
        {
            return "The history does not begin with how it started.";
        }

        if (catalog.Find(started.Workflow, started.Version) is not { } binding)
        {
            return $"This build has no version {started.Version} of workflow '{started.Workflow}'.";
        }

        var run = new WorkflowRun(ToHeader(started), binding, catalog, NullLogger.Instance, strayed: () => { });
        run.Replay(entries[1..]);
        var recorded = entries[^1] as RunEnded;
        var replayed = Describe(run);
        return run.HasEnded && run.Result is RunResult.Failed { NonDeterministic: true } failed ? failed.Error
            : recorded is { State: WorkflowState.Terminated } || replayed == Describe(recorded) ? null
            : $"Instance '{started.Id}' ended as recorded: {Describe(recorded)}; replayed: {replayed}.";
    }

    internal static IReadOnlyList<string> Export(InstanceHeader header, IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        var started = new RunStarted(header.StartedAt, header.Id, header.Run, header.Workflow, header.Version, new RawJson(header.Input));
        var text = Encoding.UTF8.GetString(HistoryFormat.Write([started]).Span) + string.Concat(chunks.Select(chunk => Encoding.UTF8.GetString(chunk.Span)));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static InstanceHeader ToHeader(RunStarted started) => new()
    {
        Id = started.Id,
        Run = started.Run,
        Workflow = started.Workflow,
        Version = started.Version,
        StartedAt = started.At,
        Input = started.Input.Bytes,
    };

    private static string Describe(RunEnded? ended) =>
        ended is null ? "still running" : $"{ended.State} {ended.Output ?? ended.Error}";

    private static string Describe(WorkflowRun run) => !run.HasEnded ? "still running" : run.Result switch
    {
        RunResult.Completed done => $"{WorkflowState.Completed} {Encoding.UTF8.GetString(done.Output)}",
        RunResult.Failed failed => $"{WorkflowState.Failed} {failed.Error}",
        _ => "continued as new",
    };
}
