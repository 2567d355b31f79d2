using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Table <c>payoutstops</c>, one partition: few at any time, and listed whole. What is true of a payout is in its participant's row; these are for the list
/// and for the two people of lifting.
/// </summary>
public sealed class PayoutStops(ITableStore tables, ParticipantStore participants, PayoutLedger ledger)
{
    public const string Table = "payoutstops";
    public const string Partition = "all";

    public async ValueTask<(PayoutStopRow Row, string ETag)?> FindAsync(string reference) =>
        reference.Length == 32 && reference.All(char.IsAsciiHexDigitLower) && await tables.GetAsync(Table, Partition, reference) is { } row
            ? (PipelineJson.Read<PayoutStopRow>(row.Body), row.ETag) : null;

    /// <summary>Stops it at once where it was not sent; otherwise its workflow asks the partner. The state afterwards.</summary>
    public async Task<StopState> StopAsync(PaymentReference reference, string by, DateTimeOffset at)
    {
        var state = await participants.ChangeAsync(reference.Participant, async change => (StopState?)await StopAsync(change, reference, by));
        if (state is StopState.Stopping or StopState.Stopped)
        {
            await AddAsync(new PayoutStopRow(reference.Reference, reference.Participant, reference.Key!, reference.Attempt, reference.Amount, by, at));
        }

        return state ?? StopState.Ended;
    }

    /// <summary>Lists what staff stopped of a participant, where a crash kept it from being listed; any number of times.</summary>
    public async Task ListAsync(Participant participant)
    {
        foreach (var payout in participant.Payouts)
        {
            if (payout.Stop is { By: { } by, At: var at })
            {
                var reference = PaymentReferences.Of(participant.Id, payout.Key, payout.Attempt);
                await AddAsync(new PayoutStopRow(reference, participant.Id, payout.Key, payout.Attempt, payout.Amount, by, at));
            }
        }
    }

    /// <summary>The payout may be tried again. False: it is not stopped, or its person may not be paid.</summary>
    public Task<bool> LiftAsync(PayoutStopRow row) => participants.ChangeAsync(row.Participant, change =>
    {
        var payout = PayoutOf(change.Participant, row);
        if (!IsLiftable(change.Participant, row))
        {
            // Lifted already, and its row was not written.
            return ValueTask.FromResult(payout is { Lifted: true, State: PaymentState.Failed });
        }

        change.Participant = change.Participant.WithPayout(payout! with { Reason = PayoutRetry.NotReceived, Lifted = true });
        change.WakeLifecycle();
        return ValueTask.FromResult(true);
    });

    public static bool IsLiftable(Participant participant, PayoutStopRow row) =>
        !participant.IsLost() && PayoutOf(participant, row) is { State: PaymentState.Failed, Reason: PayoutStopping.Stopped, Stop.By: not null };

    public async Task<bool> ReplaceAsync(PayoutStopRow row, string etag) =>
        (await tables.CommitAsync(Table, Partition, [new TableWrite.Replace(row.Reference, PipelineJson.Write(row), etag)])).Committed;

    public async Task<IReadOnlyList<PayoutStopRow>> AllAsync()
    {
        var all = new List<PayoutStopRow>();
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.All))
        {
            all.Add(PipelineJson.Read<PayoutStopRow>(row.Body));
        }

        return all;
    }

    public async Task<StopState> StateAsync(PayoutStopRow row) =>
        await participants.FindAsync(row.Participant) is { } participant && PayoutOf(participant, row) is { } payout ? StateOf(payout) : row.LiftedAt is null ? StopState.Ended : StopState.Lifted;

    /// <summary>Whoever is found ineligible is not paid what can still be stopped.</summary>
    internal static void StopOpen(ParticipantChange change)
    {
        if (change.Participant.State != ParticipantState.Revoked)
        {
            return;
        }

        foreach (var open in change.Participant.Payouts.Where(p => p is { State: PaymentState.Sending or PaymentState.Unknown, InstructedAt: not null, Stop: null }))
        {
            change.Participant = change.Participant.WithPayout(open with { Stop = new PayoutStop(null, change.At) });
        }
    }

    /// <summary>Keeps what is there already.</summary>
    private Task<CommitResult> AddAsync(PayoutStopRow row) => tables.CommitAsync(Table, Partition, [new TableWrite.Insert(row.Reference, PipelineJson.Write(row))]);

    private async ValueTask<StopState> StopAsync(ParticipantChange change, PaymentReference reference, string by)
    {
        if (change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key && p.Attempt == reference.Attempt) is not { } payout)
        {
            return StopState.Ended;
        }

        if (payout.State == PaymentState.Paid || (payout.Stop is not null && StateOf(payout) is StopState.Stopped or StopState.Stopping))
        {
            return StateOf(payout);
        }

        if (payout is { State: PaymentState.Failed, Reason: IncentiveFactsReader.EligibilityLost })
        {
            return StopState.Ended;
        }

        var wanted = payout with { Stop = new PayoutStop(by, change.At) };
        if (wanted is { State: not PaymentState.Failed, InstructedAt: not null })
        {
            change.Participant = change.Participant.WithPayout(wanted);
            change.WakeLifecycle();
            return StopState.Stopping;
        }

        await ledger.VoidAsync(change, payout.Key, payout.Attempt);
        PayoutFailure.Fail(change, wanted, new PayoutOutcome(OutcomeKind.Failed, null, change.At));
        return StopState.Stopped;
    }

    private static StopState StateOf(Payout payout) => payout switch
    {
        { State: PaymentState.Paid } => StopState.Paid,
        { State: PaymentState.Failed, Reason: PayoutStopping.Stopped } => StopState.Stopped,
        { State: PaymentState.Failed, Lifted: true } => StopState.Lifted,
        { State: PaymentState.Failed } => StopState.Ended,
        { Stop.TooLate: true } => StopState.TooLate,
        _ => StopState.Stopping,
    };

    private static Payout? PayoutOf(Participant participant, PayoutStopRow row) => participant.Payouts.FirstOrDefault(p => p.Key == row.Key && p.Attempt == row.Attempt);
}
