using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Budgets;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Something kept beside the ledger's entries is not what they make.</summary>
/// <param name="Place">The partition, or <c>all</c>.</param>
/// <param name="What"><c>balance</c>: a running balance; <c>day-index</c>: posted transfers by day; <c>allocation</c>: what a budget's shard was let have;
/// <c>floor</c>: below zero; <c>sum</c>: not zero.</param>
/// <param name="Account">Whose; empty where it is nobody's.</param>
/// <param name="Entries">By the entries: whole Rupiah, or how many.</param>
/// <param name="Running">As kept.</param>
public sealed record LedgerDifference(string Place, string What, string Account, long Entries, long Running);

/// <summary>Adds up one partition's entries, and compares what is kept beside them.</summary>
/// <param name="isParticipants">Rows are <c>l|participant|key</c>, otherwise the key.</param>
internal sealed class PartitionAudit(string place, bool isParticipants)
{
    private readonly List<LedgerDifference> differences = [];
    private Balances person = new();
    private string whose = "";
    private ulong posted;
    private ulong indexed;
    private long postedCount;
    private long indexedCount;

    public string Place => place;

    /// <summary>By entries; persons' accounts under their kind.</summary>
    public Balances Accounts { get; } = new();

    public long Transfers { get; private set; }

    /// <summary>Refills and recalls of budgets' shards: key → amount.</summary>
    public Dictionary<string, long> Shares { get; } = new(StringComparer.Ordinal);

    /// <summary>Running balances as kept.</summary>
    public Dictionary<string, BalanceRow> Running { get; } = new(StringComparer.Ordinal);

    /// <summary>A transfer, in the order of rows: those of a participant together.</summary>
    public void Add(string row, ReadOnlyMemory<byte> body)
    {
        var transfer = PipelineJson.Read<TransferRow>(body);
        var key = isParticipants ? row["l|".Length..] : row;
        Count(transfer.ToTransfer());
        if (isParticipants)
        {
            Count(transfer.ToTransfer(), key.Split('|')[0]);
        }

        if (transfer.State == TransferState.Posted)
        {
            posted = unchecked(posted + DigestOf($"{LedgerDays.Text(transfer.Day)}|{key}", body));
            postedCount++;
        }

        if (transfer.Kind is BudgetShares.Kind or BudgetRecalls.Kind)
        {
            Shares[key] = transfer.Amount;
        }
    }

    /// <param name="row">Key of a row of the day index, from its day on.</param>
    public void AddIndexed(string row, ReadOnlyMemory<byte> body)
    {
        indexed = unchecked(indexed + DigestOf(row, body));
        indexedCount++;
    }

    /// <summary>After all rows.</summary>
    public IReadOnlyList<LedgerDifference> Finish()
    {
        EndPerson();
        foreach (var account in Accounts.All.Select(a => a.Key).Union(Running.Keys, StringComparer.Ordinal))
        {
            var (entries, running) = (Accounts[account], Running.GetValueOrDefault(account, BalanceRow.Empty));
            Compare(account, entries.Posted, running.Posted);
            Compare(account, entries.PendingIn, running.PendingIn);
            Compare(account, entries.PendingOut, running.PendingOut);
            if (running.Share is not null && running.Available < 0)
            {
                differences.Add(new LedgerDifference(place, "floor", account, running.Available, 0));
            }
        }

        if (posted != indexed || postedCount != indexedCount)
        {
            differences.Add(new LedgerDifference(place, "day-index", "", postedCount, indexedCount));
        }

        return differences;
    }

    private void Compare(string account, long entries, long running)
    {
        if (entries != running)
        {
            differences.Add(new LedgerDifference(place, "balance", account, entries, running));
        }
    }

    private void Count(Transfer transfer)
    {
        Transfers++;
        var moved = new Balances();
        moved.Add(transfer);
        foreach (var (account, balance) in moved.All)
        {
            Accounts.Add(LedgerAccounts.Shared(account), balance);
        }
    }

    private void Count(Transfer transfer, string participant)
    {
        if (participant != whose)
        {
            EndPerson();
            (whose, person) = (participant, new Balances());
        }

        person.Add(transfer);
    }

    /// <summary>A person's own accounts are in their transfers alone.</summary>
    private void EndPerson() => differences.AddRange(person.BelowFloor.Where(a => LedgerAccounts.Shared(a) != a)
        .Select(a => new LedgerDifference(place, "floor", a, person[a].Available, 0)));

    /// <summary>Sums of these say whether two sets of rows are the same, in whatever order.</summary>
    private static ulong DigestOf(string row, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(row));
        hash.AppendData(body.Span);
        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }
}
