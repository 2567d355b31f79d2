using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>What a party said of a reference.</summary>
/// <param name="What">succeeded, failed, returned; or the id of a statement's line.</param>
public sealed record PaymentWord(string What, long Amount, DateTimeOffset At)
{
    /// <summary>Of a statement's line: which statement has it (<see cref="StatementPlace.Statement"/>); null where two people assigned it.</summary>
    public string? Statement { get; init; }

    /// <summary>Which page of it.</summary>
    public int Page { get; init; }

    /// <summary>What tells it apart there (<see cref="StatementLine.Mark"/>).</summary>
    public string? Mark { get; init; }

    /// <summary>In rows from before statements were told apart: whether the bank gave the entry an id.</summary>
    public bool? HasEntry { get; init; }
}

/// <summary>What a reference stands for, and what the partner and the bank's statement said of it.</summary>
/// <param name="Key">Of the incentive; null: a check of an account.</param>
/// <param name="State">The attempt's, for lists; the participant's row decides.</param>
public sealed record PaymentReference(string Reference, string Participant, string? Key, int Attempt, long Amount, string Provider, DateTimeOffset At)
{
    public PaymentState? State { get; init; }

    public PaymentWord? Partner { get; init; }

    /// <summary>The line of a statement that stands: one with the instructed amount before others, the earliest of those.</summary>
    public PaymentWord? Statement { get; init; }

    /// <summary>Two people took it as paid, or as settled though the records of its payment differ, and when. Says nothing of its coming back.</summary>
    public PaymentWord? Accepted { get; init; }

    /// <summary>The same of its coming back.</summary>
    public PaymentWord? AcceptedBack { get; init; }

    /// <summary>When two people declared it dead.</summary>
    public DateTimeOffset? DeclaredDeadAt { get; init; }

    /// <summary>The line that stands of those by which the money came back.</summary>
    public PaymentWord? Back { get; init; }

    /// <summary>Every line of a statement by which money left under this reference, as they came.</summary>
    public IReadOnlyList<PaymentWord> Debits { get; init; } = [];

    /// <summary>Every line by which money came back.</summary>
    public IReadOnlyList<PaymentWord> Credits { get; init; } = [];
}

/// <summary>Table <c>payoutrefs</c>: from a reference to what it is; written before the partner learns the reference.</summary>
public sealed class PaymentReferences(ITableStore tables)
{
    public const string Table = "payoutrefs";

    /// <summary>Made from ids only, the same at every try: 32 hex digits.</summary>
    public static string Of(string participant, string key, int attempt) =>
        ShortHash.Of($"{participant}\n{key}\n{attempt}");

    public async ValueTask<PaymentReference?> FindAsync(string reference)
    {
        if (reference.Length != 32 || !reference.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var row = await tables.GetAsync(Table, Shards.Of(reference), reference);
        return row is null ? null : PipelineJson.Read<PaymentReference>(row.Body);
    }

    /// <summary>Keeps what is there already.</summary>
    public Task AddAsync(PaymentReference reference) =>
        tables.CommitAsync(Table, Shards.Of(reference.Reference), [new TableWrite.Insert(reference.Reference, PipelineJson.Write(reference))]);

    /// <summary>Changes a reference, if it is known; nothing is written if nothing changes.</summary>
    public Task UpdateAsync(string reference, Func<PaymentReference, PaymentReference> change) => TryChangeAsync(reference, change);

    /// <summary>Changes a reference that is known.</summary>
    /// <returns>As it is afterwards.</returns>
    public async Task<PaymentReference> ChangeAsync(string reference, Func<PaymentReference, PaymentReference> change) =>
        await TryChangeAsync(reference, change) ?? throw new InvalidOperationException("A reference that was known is gone.");

    private async Task<PaymentReference?> TryChangeAsync(string reference, Func<PaymentReference, PaymentReference> change)
    {
        while (await tables.GetAsync(Table, Shards.Of(reference), reference) is { } row)
        {
            var known = PipelineJson.Read<PaymentReference>(row.Body);
            var changed = change(known);
            if (changed == known
                || (await tables.CommitAsync(Table, row.Partition, [new TableWrite.Replace(reference, PipelineJson.Write(changed), row.ETag)])).Committed)
            {
                return changed;
            }
        }

        return null;
    }

    /// <summary>All payouts' references, in the order of their keys.</summary>
    public async IAsyncEnumerable<PaymentReference> AllAsync()
    {
        foreach (var shard in Participants.ParticipantKeys.Shards)
        {
            await foreach (var row in tables.RowsAsync(Table, shard, RowRange.All, pageSize: 500))
            {
                if (PipelineJson.Read<PaymentReference>(row.Body) is { Key: not null } read)
                {
                    yield return read;
                }
            }
        }
    }
}
