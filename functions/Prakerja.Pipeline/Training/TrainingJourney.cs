using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>
/// One stretch of a participant's training (id <c>{participant}:training</c>): applies the reports that came in until none is left that was not looked
/// at. A child of the lifecycle's leg, which starts it as long as reports are unseen; months without a report cost nothing.
/// </summary>
public sealed class TrainingJourney(TrainingEvents events) : IWorkflowModule
{
    private const int StepsPerRun = 50;

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(LifecycleNames.TrainingJourney, 1, RunAsync)
        .AddActivity(LifecycleNames.ApplyTraining, (participant, _) => events.ApplyAsync(participant));

    private static async Task<Nothing> RunAsync(IWorkflowContext context, string participant)
    {
        for (var step = 0; step < StepsPerRun; step++)
        {
            if (!await context.CallActivityAsync(LifecycleNames.ApplyTraining, participant, RetryPolicy.Standard))
            {
                return Nothing.Value;
            }
        }

        context.ContinueAsNew(participant);
        return Nothing.Value;
    }
}
