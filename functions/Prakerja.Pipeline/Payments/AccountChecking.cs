using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Asks a provider about an account until its answer is in the tables: again while it is not reached, and again (same reference) while no answer comes.
/// Ends as soon as the account has an answer or was replaced.
/// </summary>
public sealed class AccountChecking(ParticipantStore participants, PaymentReferences references, IPaymentPartner partner, TimeProvider clock) : IWorkflowModule
{
    private const int AsksPerRun = 20;
    private static readonly RetryPolicy Retry = new(MaxAttempts: 10, FirstDelay: TimeSpan.FromSeconds(1), MaxDelay: TimeSpan.FromMinutes(10));

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(PaymentNames.AccountCheck, 1, RunAsync)
        .AddActivity(PaymentNames.RequestAccountCheck, RequestAsync);

    private static async Task<Nothing> RunAsync(IWorkflowContext context, AccountAttempt check)
    {
        for (var ask = check.Asked; ask < check.Asked + AsksPerRun; ask++)
        {
            var step = await RequestAsync(context, check);
            if (step == PaymentStep.Settled)
            {
                return Nothing.Value;
            }

            var wait = Waits[Math.Min(ask, Waits.Length - 1)];
            await context.WaitForEventAsync<Nothing>(PaymentNames.Answered, context.UtcNow + wait);
        }

        context.ContinueAsNew(check with { Asked = check.Asked + AsksPerRun });
        return Nothing.Value;
    }

    private static async Task<PaymentStep> RequestAsync(IWorkflowContext context, AccountAttempt check)
    {
        try
        {
            return await context.CallActivityAsync(PaymentNames.RequestAccountCheck, check, Retry);
        }
        catch (ActivityFailedException)
        {
            return PaymentStep.Unavailable;
        }
    }

    /// <summary>Nothing can be paid to the account any more: without this an account that no provider ever judges would be asked about for ever.</summary>
    private bool IsMoot(Participant participant) => participant is { IsFinal: true, Award: { } award }
        && Wib.HasPassed(new SchemeYear(award.Year).AccountCorrectionBy, clock.GetUtcNow());

    private async Task<PaymentStep> RequestAsync(AccountAttempt check, CancellationToken cancellation)
    {
        if (await participants.FindAsync(check.Participant) is not { Account: { State: AccountState.Checking } account } participant
            || account.Reference != check.Reference || participant.IsLost() || IsMoot(participant))
        {
            return PaymentStep.Settled;
        }

        await references.AddAsync(new PaymentReference(check.Reference, participant.Id, null, 0, 0, account.Provider, clock.GetUtcNow()));
        var personal = await participants.OpenAsync(participant);
        var asked = new AccountCheck(check.Reference, account.Provider, personal.PaymentAccount!, personal.Nik!, personal.FullName!, personal.Phone);
        return await partner.RequestAccountCheckAsync(asked, cancellation) ? PaymentStep.Open : PaymentStep.Unavailable;
    }
}
