using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Names of the participant's workflows; inputs are participant ids.</summary>
public static class LifecycleNames
{
    public const string Wake = "wake";

    public static readonly WorkflowName<string, Nothing> ParticipantLifecycle = new("ParticipantLifecycle");
    public static readonly WorkflowName<string, Nothing> IdentityVerification = new("IdentityVerification");
    public static readonly WorkflowName<string, Nothing> TrainingJourney = new("TrainingJourney");
    public static readonly ActivityName<string, bool> ApplyTraining = new("ApplyTraining");
    public static readonly ActivityName<string, LegPlan> PlanLeg = new("PlanLeg");
    public static readonly ActivityName<LegEnd, bool> EndLeg = new("EndLeg");
    public static readonly ActivityName<string, CheckOutcome> CheckIdentity = new("CheckIdentity");
}

/// <summary>What a leg of the lifecycle has to do next, as planned from the tables.</summary>
/// <param name="Wake">The wake this plan has seen; a leg that ends with it has missed nothing.</param>
/// <param name="ApplyTraining">Training reports came in that were not looked at.</param>
public sealed record LegPlan(bool Exists, long Wake, bool VerifyIdentity, int FactsVersion, bool ApplyTraining = false);

public sealed record LegEnd(string Participant, long Wake);

/// <summary>Result of one try of the identity check.</summary>
public enum CheckOutcome
{
    Settled,

    /// <summary>A registry cannot be reached: wait, then try again; nobody is refused for it.</summary>
    Unavailable,
}
