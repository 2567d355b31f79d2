using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Lifecycles;

/// <summary>A rule that moves a participant on when a leg runs: training events, due payments, missed deadlines, … Discovered by <see cref="PipelineServices"/>.</summary>
public interface ILegRule
{
    /// <summary>Rules run in this order, each seeing what the one before decided.</summary>
    int Order { get; }

    /// <summary>Decides on <see cref="ParticipantChange.Participant"/>; changes nothing if there is nothing to do. May be repeated.</summary>
    ValueTask DecideAsync(ParticipantChange change);

    /// <summary>After the decision is committed: starts what it asked for. Idempotent: repeated after a crash.</summary>
    Task FollowUpAsync(Participant participant) => Task.CompletedTask;
}

/// <summary>Plans and ends the legs of lifecycles.</summary>
public sealed class LegPlanner(ParticipantStore participants, IEnumerable<ILegRule> rules)
{
    private readonly ILegRule[] ordered = [.. rules.OrderBy(r => r.Order)];

    /// <summary>Applies every rule in one commit and tells what is left for workflows to do. A wake that a rule raises is not seen yet: the leg looks again.</summary>
    public async Task<LegPlan> PlanAsync(string participant)
    {
        var seen = 0L;
        var decided = await participants.ChangeAsync(participant, async change =>
        {
            seen = change.Before.Wake;
            foreach (var rule in ordered)
            {
                await rule.DecideAsync(change);
            }

            return change.Participant;
        });
        if (decided is null)
        {
            return new LegPlan(false, 0, false, 0);
        }

        foreach (var rule in ordered)
        {
            await rule.FollowUpAsync(decided);
        }

        return new LegPlan(true, seen, NeedsVerification(decided), decided.Facts.Version, decided.TrainingEvents != decided.TrainingEventsSeen);
    }

    /// <summary>Ends the leg if nobody has raised the wake since the plan; the outbox row goes with it.</summary>
    public Task<bool> EndAsync(LegEnd end) => participants.ChangeAsync(end.Participant, change =>
    {
        if (change.Participant.Wake != end.Wake)
        {
            return ValueTask.FromResult(false);
        }

        if (change.Participant.Leg != end.Wake)
        {
            change.Participant = change.Participant with { Leg = end.Wake };
            change.Delete(ParticipantKeys.OutgoingWake(end.Participant));
        }

        return ValueTask.FromResult(true);
    });

    private static bool NeedsVerification(Participant participant) =>
        participant.State == ParticipantState.Verifying
        && RegistrationProgress.AllStepsDone(participant)
        && participant.Verification.FactsVersion != participant.Facts.Version;
}
