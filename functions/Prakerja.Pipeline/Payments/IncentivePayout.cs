using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Carries one attempt to its end: waits for its turn, sends it once, then waits for the partner's word and asks after 5 minutes, 30 minutes, 2 hours and
/// daily. Whoever settles or releases it (a webhook, a statement, two people) raises the event, and the next step finds what is left to do.
/// </summary>
public sealed class IncentivePayout(PayoutSteps steps) : IWorkflowModule
{
    private const int StepsPerRun = 20;
    private static readonly RetryPolicy Retry = new(MaxAttempts: 10, FirstDelay: TimeSpan.FromSeconds(1), MaxDelay: TimeSpan.FromMinutes(10));

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(PaymentNames.IncentivePayout, 1, RunFirstVersionAsync)
        .AddWorkflow(PaymentNames.IncentivePayout, 2, RunAsync)
        .AddActivity(PaymentNames.InstructPayout, StepAsync)
        .AddActivity(PaymentNames.InquirePayout, StepAsync)
        .AddActivity(PaymentNames.AdvancePayout, steps.RunAsync);

    private static async Task<Nothing> RunAsync(IWorkflowContext context, PayoutAttempt attempt)
    {
        var asked = attempt.Inquiries;
        for (var step = 0; step < StepsPerRun; step++)
        {
            var next = await AdvanceAsync(context, attempt);
            if (next.Step == PaymentStep.Settled)
            {
                return Nothing.Value;
            }

            var until = next.At ?? context.UtcNow + Waits[Math.Min(asked, Waits.Length - 1)];
            asked = next.At is null ? asked + 1 : 0;
            await context.WaitForEventAsync<Nothing>(PaymentNames.Answered, until);
        }

        context.ContinueAsNew(attempt with { Inquiries = asked });
        return Nothing.Value;
    }

    private static async Task<PayoutNext> AdvanceAsync(IWorkflowContext context, PayoutAttempt attempt)
    {
        try
        {
            return await context.CallActivityAsync(PaymentNames.AdvancePayout, attempt, Retry);
        }
        catch (ActivityFailedException)
        {
            return PayoutNext.Later;
        }
    }

    /// <summary>For instances that were started with it: the same steps, without times of their own.</summary>
    private static async Task<Nothing> RunFirstVersionAsync(IWorkflowContext context, PayoutAttempt attempt)
    {
        var sent = attempt.Inquiries > 0;
        for (var step = attempt.Inquiries; step < attempt.Inquiries + StepsPerRun; step++)
        {
            var outcome = await StepAsync(context, sent ? PaymentNames.InquirePayout : PaymentNames.InstructPayout, attempt);
            if (outcome == PaymentStep.Settled)
            {
                return Nothing.Value;
            }

            sent |= outcome == PaymentStep.Open;
            await context.WaitForEventAsync<Nothing>(PaymentNames.Answered, context.UtcNow + Waits[Math.Min(step, Waits.Length - 1)]);
        }

        context.ContinueAsNew(attempt with { Inquiries = sent ? attempt.Inquiries + StepsPerRun : 0 });
        return Nothing.Value;
    }

    private static async Task<PaymentStep> StepAsync(IWorkflowContext context, ActivityName<PayoutAttempt, PaymentStep> activity, PayoutAttempt attempt)
    {
        try
        {
            return await context.CallActivityAsync(activity, attempt, Retry);
        }
        catch (ActivityFailedException)
        {
            return PaymentStep.Unavailable;
        }
    }

    private async Task<PaymentStep> StepAsync(PayoutAttempt attempt, CancellationToken cancellation) => (await steps.RunAsync(attempt, cancellation)).Step;
}
