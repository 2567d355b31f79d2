using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>Checks the identity of one version of a participant's facts; while a registry is away it waits and tries again, up to hourly.</summary>
public sealed class IdentityVerification(IdentityCheck check) : IWorkflowModule
{
    private const int TriesPerRun = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(LifecycleNames.IdentityVerification, 1, RunAsync)
        .AddActivity(LifecycleNames.CheckIdentity, (participant, cancellation) => check.RunAsync(participant, cancellation));

    private static async Task<Nothing> RunAsync(IWorkflowContext context, string participant)
    {
        for (var attempt = 0; attempt < TriesPerRun; attempt++)
        {
            if (await context.CallActivityAsync(LifecycleNames.CheckIdentity, participant, RetryPolicy.Standard) == CheckOutcome.Settled)
            {
                return Nothing.Value;
            }

            var minutes = Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Math.Min(attempt, 10)));
            await context.DelayUntilAsync(context.UtcNow + TimeSpan.FromMinutes(minutes));
        }

        context.ContinueAsNew(participant);
        return Nothing.Value;
    }
}
