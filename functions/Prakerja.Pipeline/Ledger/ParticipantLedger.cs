using System.Text.Json.Serialization;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>A transfer as stored: one entity, both legs, in the participant's partition.</summary>
public sealed record TransferRow(
    string Key, string Debit, string Credit, long Amount, string Kind, DateTimeOffset At, string Reference, TransferState State, DateTimeOffset? SettledAt = null)
{
    /// <summary>When it counted: the moment it was posted, or was made where it never waited.</summary>
    [JsonIgnore]
    public DateTimeOffset CountsFrom => SettledAt ?? At;

    /// <summary>The day (WIB) it counts for.</summary>
    [JsonIgnore]
    public DateOnly Day => Wib.DateOf(CountsFrom);

    public Transfer ToTransfer() => Transfer.Create(Key, Debit, Credit, Amount, Kind, At, Reference, State).Value;
}

/// <summary>Writes a participant's transfers in the transaction of the change that causes them. The key is the caller's: the same movement cannot be recorded twice.</summary>
public static class ParticipantLedger
{
    /// <summary>A new transfer; the commit fails if the key is known, so a decision that may be repeated looks first (<see cref="LedgerReader.FindAsync"/>).</summary>
    /// <exception cref="InvalidOperationException">Not a transfer: a fault in the program.</exception>
    public static void Record(this ParticipantChange change, string key, string debit, string credit, long amount, string kind, string reference, TransferState state)
    {
        var transfer = Transfer.Create(key, debit, credit, amount, kind, change.At, reference, state);
        var valid = transfer.IsOk ? transfer.Value : throw new InvalidOperationException(transfer.Problem.En);
        var row = new TransferRow(
            valid.Key, valid.Debit, valid.Credit, valid.Amount, valid.Kind, valid.At, valid.Reference, state, state == TransferState.Pending ? null : change.At);
        change.Moved.Add(valid);
        change.Insert(ParticipantKeys.Transfer(change.Before.Id, key), row);
        Index(change, row);
        if (valid.Debit == LedgerAccounts.Recovery(change.Before.Id) || valid.Credit == LedgerAccounts.Recovery(change.Before.Id))
        {
            change.Participant = change.Participant with { RecoveryMoves = change.Participant.RecoveryMoves + 1 };
            change.WakeLifecycle();
        }
    }

    /// <summary>Posts or voids a pending transfer; the ETag makes it happen once.</summary>
    public static void Settle(this ParticipantChange change, TransferRow row, string etag, TransferEvent happened)
    {
        var settled = row.ToTransfer().Next(happened);
        var transfer = settled.IsOk ? settled.Value : throw new InvalidOperationException(settled.Problem.En);
        var after = row with { State = transfer.State, SettledAt = change.At };
        change.Moved.Settle(transfer);
        change.Write(new TableWrite.Replace(ParticipantKeys.Transfer(change.Before.Id, row.Key), PipelineJson.Write(after), etag));
        Index(change, after);
    }

    /// <summary>What is posted is found by its day; it never changes again.</summary>
    private static void Index(ParticipantChange change, TransferRow row)
    {
        if (row.State == TransferState.Posted)
        {
            change.Insert(ParticipantKeys.PostedOn(row.Day, change.Before.Id, row.Key), row);
        }
    }
}

/// <summary>Reads a participant's transfers.</summary>
public sealed class LedgerReader(ITableStore tables)
{
    public async ValueTask<(TransferRow Row, string ETag)?> FindAsync(string participant, string key)
    {
        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.Transfer(participant, key));
        return row is null ? null : (PipelineJson.Read<TransferRow>(row.Body), row.ETag);
    }

    public async Task<IReadOnlyList<TransferRow>> AllAsync(string participant)
    {
        var all = new List<TransferRow>();
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), RowRange.Prefix($"l|{participant}|")))
        {
            all.Add(PipelineJson.Read<TransferRow>(row.Body));
        }

        return all;
    }
}
