using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>A participant's recovery as finance lists it.</summary>
public sealed record RecoveryRow(string Participant, RecoveryEntry Entry);

/// <summary>Table <c>recoveries</c>: copies of all recoveries in one list (they are few), and whose each pay code is. The participants' rows decide; a copy follows with their next leg.</summary>
public sealed class RecoveryIndex(ITableStore tables, PayoutCases cases)
{
    public const string Table = "recoveries";
    public const string Partition = "all";
    private const string Codes = "codes";

    public async Task MirrorAsync(Participant participant)
    {
        foreach (var entry in participant.Recoveries)
        {
            var id = new RecoveryId(participant.Id, entry.Recovery.Number);
            var body = PipelineJson.Write(new RecoveryRow(participant.Id, entry));
            if (await tables.GetAsync(Table, Partition, $"{id}") is { } row && row.Body.Span.SequenceEqual(body))
            {
                continue;
            }

            await CaseAsync(id, entry.Recovery);
            await tables.CommitAsync(Table, Codes, [new TableWrite.Upsert(id.PayCode, PipelineJson.Write($"{id}"))]);
            await tables.CommitAsync(Table, Partition, [new TableWrite.Upsert($"{id}", body)]);
        }
    }

    public async ValueTask<RecoveryId?> FindByCodeAsync(string code) =>
        code.Length is > 0 and <= 40 && code.All(char.IsAsciiLetterOrDigit) && await tables.GetAsync(Table, Codes, code.ToUpperInvariant()) is { } row
            ? RecoveryId.Parse(PipelineJson.Read<string>(row.Body)) : null;

    /// <summary>By its pay code or its id; null if there is none.</summary>
    public async ValueTask<RecoveryId?> FindAsync(string named) => await FindByCodeAsync(named)
        ?? (RecoveryId.Parse(named) is { } id && await tables.GetAsync(Table, Partition, $"{id}") is not null ? id : null);

    /// <summary>Those that wait for a second person.</summary>
    public async Task<IReadOnlyList<RecoveryRow>> ProposedAsync()
    {
        var proposed = new List<RecoveryRow>();
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.All))
        {
            if (PipelineJson.Read<RecoveryRow>(row.Body) is { Entry.Proposal: not null } waiting)
            {
                proposed.Add(waiting);
            }
        }

        return proposed;
    }

    /// <summary>The case that people look after: one while anything is owed for the payment, however it was opened.</summary>
    private async Task CaseAsync(RecoveryId id, Recovery recovery)
    {
        var about = await cases.OpenAboutAsync(CaseKinds.Recovery, recovery.Reference).ToListAsync();
        if (recovery.IsOwed && about.Count == 0)
        {
            var payout = new PaymentReference(recovery.Reference, id.Participant, null, 0, recovery.Amount, "", recovery.OpenedAt);
            // Whoever learns of a second payment opens the case under its reference: the same one, whoever is first.
            var named = recovery.Cause == RecoveryBook.PaidTwice ? recovery.Reference : $"{id}";
            await cases.OpenAsync(CaseKinds.Recovery, recovery.Cause, named, recovery.Reference, payout, recovery.Amount);
        }

        foreach (var done in about.Where(_ => recovery.ClosedAt is not null))
        {
            await cases.CloseAsync(CaseKinds.Recovery, done.Id);
        }
    }
}
