using Microsoft.Extensions.Logging;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// Does the next thing that an approved settlement needs: reserves an attempt, makes the intent to send it durable, tells the partner once, and from then on
/// only asks. The reservation is in the ledger before anything is sent, and the attempt before is proven dead.
/// </summary>
public sealed class SettlementPaying(
    SettlementStore store, SettlementLedger ledger, SettlementProof proof, SettlementSuspense suspense, IPartnerDirectory partners, PaymentReferences references, PayoutOutcomes outcomes, PayoutCases cases,
    IPaymentPartner bank, TimeProvider clock, ILogger<SettlementPaying> log)
{
    public async Task<PaymentStep> RunAsync(SettlementRun run, CancellationToken cancellation)
    {
        var id = new SettlementId(run.Platform, run.Monday);
        if (await store.FindAsync(id) is not var (found, _))
        {
            return PaymentStep.Settled;
        }

        await ledger.RecordAsync(found);
        var account = (await partners.FindByIdAsync(id.Platform, cancellation))?.Account;
        var isBefore = IsBefore(found, account);
        if (isBefore && await HinderedAsync(found, cancellation) is { } hindered)
        {
            return hindered;
        }

        if (isBefore && found.Last is not { Fate: AttemptFate.Open } && !await ledger.CoversAsync(found, cancellation))
        {
            Log.SettlementNotCovered(log, $"{id}", found.Price);
            return PaymentStep.Settled;
        }

        var settlement = isBefore ? await StartAsync(found, account) ?? found : found;
        await ledger.RecordAsync(settlement);
        if (settlement.State is not (SettlementState.Sending or SettlementState.Unknown) || settlement.Last is not { } attempt)
        {
            return PaymentStep.Settled;
        }

        var reference = settlement.ReferenceOf(attempt);
        if (attempt.InstructedAt is not null)
        {
            return await TakeAsync(reference, await bank.InquireAsync(attempt.Provider, reference.Reference, cancellation));
        }

        await references.AddAsync(reference);
        return await IntendAsync(id, attempt, reference) is { } instruction
            ? await TakeAsync(reference, await bank.PayAsync(instruction, cancellation))
            : PaymentStep.Open;
    }

    /// <summary>Whether a new attempt is about to be sent: it is due, or has begun.</summary>
    private bool IsBefore(Settlement settlement, PartnerAccount? account) => settlement.Last is { Fate: AttemptFate.Open } last
        ? last.InstructedAt is null
        : account is not null && SettlementRetry.IsOpen(settlement, account.Index, clock.GetUtcNow());

    /// <summary>Null: the attempts before are dead, and nothing of theirs waits for two people.</summary>
    private async Task<PaymentStep?> HinderedAsync(Settlement settlement, CancellationToken cancellation) =>
        await suspense.HasUndecidedAsync(settlement) ? PaymentStep.Settled
        : await proof.RunAsync(settlement, cancellation) switch
        {
            ProofOutcome.Dead => null,
            ProofOutcome.Paid => PaymentStep.Settled,
            _ => PaymentStep.Open,
        };

    /// <summary>With the next attempt begun, where one is due and the platform has an account; nothing if it is not as it was when the attempts before were proven dead.</summary>
    private Task<Settlement?> StartAsync(Settlement proven, PartnerAccount? account) => store.ChangeAsync(proven.Id, async settlement =>
        account is null || settlement.Version != proven.Version || !SettlementRetry.IsOpen(settlement, account.Index, clock.GetUtcNow()) || await suspense.HasUndecidedAsync(settlement)
            ? settlement
            : settlement.Apply(SettlementEvent.AttemptStarted).With(
                new SettlementAttempt((settlement.Last?.Number ?? 0) + 1, account.Provider, account.Index, account.Masked, clock.GetUtcNow())));

    /// <summary>The instruction, once the intent to send it is stored; null: it is another one's, or the account has changed since (the attempt is given up for a new one).</summary>
    private async Task<PaymentInstruction?> IntendAsync(SettlementId id, SettlementAttempt attempt, PaymentReference reference)
    {
        var account = (await partners.FindByIdAsync(id.Platform))?.Account;
        var isSame = account?.Index == attempt.AccountIndex;
        var intended = false;
        var after = await store.ChangeAsync(id, async settlement =>
        {
            intended = settlement.State == SettlementState.Sending && settlement.Last is { InstructedAt: null } last && last.Number == attempt.Number
                && !await suspense.HasUndecidedAsync(settlement);
            return !intended ? settlement
                : isSame ? settlement.With(settlement.Last! with { InstructedAt = clock.GetUtcNow() })
                : settlement.With(settlement.Last! with { Fate = AttemptFate.Dead, EndedAt = clock.GetUtcNow(), Reason = SettlementRetry.NotReceived }).Apply(SettlementEvent.Failed);
        });
        return intended && isSame && after is not null
            ? new PaymentInstruction(reference.Reference, attempt.Provider, "settlement", id.Platform, account!.Number, after.Price)
            : null;
    }

    /// <summary>Writes down what the partner replied. A reply with an amount that nobody can have paid is none: it is asked again.</summary>
    private async Task<PaymentStep> TakeAsync(PaymentReference reference, PaymentReply reply)
    {
        if (PayoutOutcome.Of(reply, clock.GetUtcNow()) is { } outcome)
        {
            var state = await outcomes.ApplyAsync(reference, outcome);
            return state is PaymentState.Paid or PaymentState.Failed ? PaymentStep.Settled : PaymentStep.Open;
        }

        var happened = PayoutOutcome.IsAccepted(reply) ? SettlementEvent.Accepted : SettlementEvent.NoReply;
        var settlement = await store.ChangeAsync(SettlementId.Of(reference)!.Value, s => ValueTask.FromResult(
            s.Last?.Number != reference.Attempt || !s.Allows(happened) || s.Apply(happened).State == s.State ? s : s.Apply(happened)));
        if (settlement?.Last is { Fate: AttemptFate.Open, InstructedAt: { } sent } && cases.IsDue(sent))
        {
            await cases.OpenUnansweredAsync(reference.Reference, reference, reference.Amount, sent);
        }

        return PaymentStep.Open;
    }
}
