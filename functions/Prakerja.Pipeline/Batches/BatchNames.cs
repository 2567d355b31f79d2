using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Names of a batch's workflows and activities; inputs are batch numbers, shards, tickets and page numbers.</summary>
public static class BatchNames
{
    /// <summary>Says "look again": a hold was released, or something else changed.</summary>
    public const string Wake = "wake";

    public static readonly WorkflowName<int, Nothing> WeeklyBatch = new("WeeklyBatch");
    public static readonly WorkflowName<ShardRun, Nothing> FreezeShard = new("FreezeShard");
    public static readonly WorkflowName<AwardRun, Nothing> AwardBatch = new("AwardBatch");
    public static readonly WorkflowName<PlaceCall, Nothing> CallReserve = new("CallReserve");

    public static readonly ActivityName<int, BatchPlan> Plan = new("PlanBatch");
    public static readonly ActivityName<int, Nothing> Open = new("OpenBatch");
    public static readonly ActivityName<int, Nothing> Close = new("CloseBatch");
    public static readonly ActivityName<ShardRun, PageOutcome> FreezePage = new("FreezeCandidates");
    public static readonly ActivityName<int, Nothing> Commit = new("CommitEntries");
    public static readonly ActivityName<int, bool> AskBeacon = new("AskBeacon");
    public static readonly ActivityName<int, Nothing> Draw = new("DrawBatch");
    public static readonly ActivityName<int, Nothing> Announce = new("AnnounceBatch");
    public static readonly ActivityName<AwardRun, PageOutcome> AwardPage = new("AwardSelected");
    public static readonly ActivityName<int, Nothing> EndAwards = new("EndAwards");
    public static readonly ActivityName<int, Nothing> Finish = new("FinishBatch");
    public static readonly ActivityName<PlaceCall, PageOutcome> FillPlace = new("FillPlace");

    public static string IdOf(int batch) => $"batch-{batch}";
}

/// <summary>What is next for a batch, as read from its row.</summary>
public enum BatchStep
{
    Ended,
    Wait,
    Open,
    Close,
    Freeze,
    AskBeacon,
    Draw,
    Announce,
    Award,
    Finish,
}

/// <param name="Until">When to look again; null: only when woken.</param>
public sealed record BatchPlan(BatchStep Step, DateTimeOffset? Until = null);

/// <param name="After">Last ticket dealt with; null: begin.</param>
public sealed record ShardRun(int Batch, string Shard, string? After = null);

/// <param name="Page">Of the list of the selected, from 0.</param>
public sealed record AwardRun(int Batch, int Page = 0);

/// <summary>A reserve to be called up.</summary>
public sealed record PlaceCall(int Batch, string Regency, string Ticket);

/// <param name="Unavailable">A registry cannot be reached: the same again later; nobody is refused for it.</param>
/// <param name="Next">Where to go on; null: nothing more.</param>
public sealed record PageOutcome(bool Unavailable, string? Next = null);
