using System.Text.Json.Serialization;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Journal;

/// <summary>What happened to a run, in order; replaying it rebuilds the run.</summary>
/// <param name="At">What the workflow sees as the time while it is processed.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunStarted), "started")]
[JsonDerivedType(typeof(CommandIssued), "issued")]
[JsonDerivedType(typeof(CommandCompleted), "completed")]
[JsonDerivedType(typeof(CommandFailed), "failed")]
[JsonDerivedType(typeof(AttemptFailed), "attemptFailed")]
[JsonDerivedType(typeof(TimerFired), "fired")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(RunEnded), "ended")]
public abstract record HistoryEntry(DateTimeOffset At);

/// <summary>First line of an exported history; in the journal the header says it.</summary>
public sealed record RunStarted(DateTimeOffset At, string Id, long Run, string Workflow, int Version, RawJson Input) : HistoryEntry(At);

/// <summary>
/// The workflow asked for something. Written together with the first thing that happens afterwards, at the latest when the
/// instance begins to wait: until then a crash merely makes the workflow ask again.
/// </summary>
/// <param name="Command">0, 1, 2, … in the order of the calls.</param>
/// <param name="Input">Fingerprint of an input, or a due time.</param>
public sealed record CommandIssued(DateTimeOffset At, int Command, CommandKind What, string Name, string Input) : HistoryEntry(At)
{
    public override string ToString() => $"{What} '{Name}' ({Input})";
}

/// <summary>An activity or child gave its output.</summary>
public sealed record CommandCompleted(DateTimeOffset At, int Command, RawJson Output) : HistoryEntry(At);

/// <summary>An activity or child failed for good.</summary>
public sealed record CommandFailed(DateTimeOffset At, int Command, string Error) : HistoryEntry(At);

/// <param name="Attempt">1 for the first.</param>
public sealed record AttemptFailed(DateTimeOffset At, int Command, int Attempt, string Error) : HistoryEntry(At);

public sealed record TimerFired(DateTimeOffset At, int Command) : HistoryEntry(At);

public sealed record EventRaised(DateTimeOffset At, string Name, RawJson Payload) : HistoryEntry(At);

/// <summary>Last entry of a kept history.</summary>
public sealed record RunEnded(DateTimeOffset At, WorkflowState State, string? Output, string? Error) : HistoryEntry(At);

public enum CommandKind
{
    Activity,
    Workflow,
    Timer,
    Event,
}
