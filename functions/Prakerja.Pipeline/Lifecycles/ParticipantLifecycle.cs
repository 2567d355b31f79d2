using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Lifecycles;

/// <summary>
/// One leg of a participant's life: does what the tables say is to be done, and ends when there is nothing until somebody acts. The next act
/// starts the next leg under the same id. Tables hold the state; wake-ups only say "look again".
/// </summary>
public sealed class ParticipantLifecycle(LegPlanner planner) : IWorkflowModule
{
    private const int StepsPerRun = 20;

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(LifecycleNames.ParticipantLifecycle, 1, RunAsync)
        .AddActivity(LifecycleNames.PlanLeg, (participant, _) => planner.PlanAsync(participant))
        .AddActivity(LifecycleNames.EndLeg, (end, _) => planner.EndAsync(end));

    private static async Task<Nothing> RunAsync(IWorkflowContext context, string participant)
    {
        for (var step = 0; step < StepsPerRun; step++)
        {
            var plan = await context.CallActivityAsync(LifecycleNames.PlanLeg, participant, RetryPolicy.Standard);
            if (!plan.Exists)
            {
                return Nothing.Value;
            }

            if (plan.VerifyIdentity)
            {
                await context.CallWorkflowAsync(LifecycleNames.IdentityVerification, $"{participant}:identity:{plan.FactsVersion}", participant);
            }
            else if (plan.ApplyTraining)
            {
                await context.CallWorkflowAsync(LifecycleNames.TrainingJourney, $"{participant}:training", participant);
            }
            else if (await context.CallActivityAsync(LifecycleNames.EndLeg, new LegEnd(participant, plan.Wake), RetryPolicy.Standard))
            {
                return Nothing.Value;
            }
        }

        context.ContinueAsNew(participant);
        return Nothing.Value;
    }
}
