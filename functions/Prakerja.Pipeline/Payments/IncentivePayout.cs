using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Carries one attempt to its end: sends it once, then waits for the partner's word and asks after 5 minutes, 30 minutes, 2 hours and daily. Whoever settles
/// it (a webhook, a statement) raises the event, and the next look finds nothing left to do.
/// </summary>
public sealed class IncentivePayout(PayoutInstructions instructions, PayoutInquiries inquiries) : IWorkflowModule
{
    private const int StepsPerRun = 20;
    private static readonly RetryPolicy Retry = new(MaxAttempts: 10, FirstDelay: TimeSpan.FromSeconds(1), MaxDelay: TimeSpan.FromMinutes(10));

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(PaymentNames.IncentivePayout, 1, RunAsync)
        .AddActivity(PaymentNames.InstructPayout, instructions.RunAsync)
        .AddActivity(PaymentNames.InquirePayout, inquiries.RunAsync);

    private static async Task<Nothing> RunAsync(IWorkflowContext context, PayoutAttempt attempt)
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
}
