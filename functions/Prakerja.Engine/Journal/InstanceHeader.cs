using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Journal;

/// <summary>The one row an instance has, running or ended. A new run (start, continue-as-new, start again) replaces it.</summary>
public sealed record InstanceHeader
{
    public required string Id { get; init; }

    /// <summary>Number of the run, unique in the journal (<see cref="IJournal.NextRun"/>); history belongs to a run.</summary>
    public required long Run { get; init; }

    public required string Workflow { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public WorkflowState State { get; init; } = WorkflowState.Running;

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// Set while the instance is out of memory and waits for nothing but events and timers, none due earlier
    /// (<see cref="DateTimeOffset.MaxValue"/>: events only): such an instance need not be replayed when the engine starts.
    /// </summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>JSON of the input; empty once ended, unless histories are kept.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    public ParentLink? Parent { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>JSON of the output, when completed.</summary>
    public string? Output { get; init; }

    public string? Error { get; init; }

    public WorkflowStatus ToStatus() =>
        new(Id, Workflow, Version, State, StartedAt, EndedAt, CustomStatus, Output, Error);
}

/// <summary>The waiting call of a parent: told when the child ends.</summary>
public sealed record ParentLink(string Id, long Run, int Command);
