using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// One row, inserted if absent, per NIK, e-mail, phone and payment account, and two numbered slots per family card: who inserts first holds it,
/// whatever the interleaving. Keyed by blind index; partition = its first three hex digits (4,096).
/// </summary>
public sealed class Claims(ITableStore tables)
{
    public const string Table = "claims";

    public static string Partition(string index) => index[..3];

    /// <summary>The participant who holds it now: <paramref name="participant"/> if it was free or already theirs.</summary>
    public async Task<string> ClaimAsync(string kind, string index, string participant)
    {
        var row = $"{kind}|{index}";
        while (true)
        {
            var claim = await tables.CommitAsync(Table, Partition(index), [new TableWrite.Insert(row, PipelineJson.Write(new Claim(participant)))]);
            if (claim.Committed)
            {
                return participant;
            }

            if (await HolderAsync(kind, index) is { } holder)
            {
                return holder;
            }
        }
    }

    public async ValueTask<string?> HolderAsync(string kind, string index)
    {
        var row = await tables.GetAsync(Table, Partition(index), $"{kind}|{index}");
        return row is null ? null : PipelineJson.Read<Claim>(row.Body).Participant;
    }

    /// <summary>Gives it up if it is theirs.</summary>
    public async Task ReleaseAsync(string kind, string index, string participant)
    {
        var key = $"{kind}|{index}";
        var row = await tables.GetAsync(Table, Partition(index), key);
        if (row is not null && PipelineJson.Read<Claim>(row.Body).Participant == participant)
        {
            await tables.CommitAsync(Table, Partition(index), [new TableWrite.Delete(key, row.ETag)]);
        }
    }

    /// <summary>Moves it from whoever holds it, by a reviewer's decision. The former holder, if there was another one.</summary>
    public async Task<string?> TransferAsync(string kind, string index, string participant)
    {
        var key = $"{kind}|{index}";
        while (true)
        {
            var holder = await ClaimAsync(kind, index, participant);
            if (holder == participant)
            {
                return null;
            }

            var row = await tables.GetAsync(Table, Partition(index), key);
            if (row is null)
            {
                continue;
            }

            var body = PipelineJson.Write(new Claim(participant));
            if ((await tables.CommitAsync(Table, Partition(index), [new TableWrite.Replace(key, body, row.ETag)])).Committed)
            {
                return PipelineJson.Read<Claim>(row.Body).Participant;
            }
        }
    }

    /// <summary>Takes a free slot of <paramref name="slots"/>, or the one held already; null if all are held by others.</summary>
    public async Task<int?> ClaimSlotAsync(string kind, string index, int slots, string participant)
    {
        for (var slot = 1; slot <= slots; slot++)
        {
            if (await HolderAsync($"{kind}-{slot}", index) == participant)
            {
                return slot;
            }
        }

        for (var slot = 1; slot <= slots; slot++)
        {
            if (await ClaimAsync($"{kind}-{slot}", index, participant) == participant)
            {
                return slot;
            }
        }

        return null;
    }

    public async Task<int> SlotsHeldAsync(string kind, string index, int slots)
    {
        var held = 0;
        for (var slot = 1; slot <= slots; slot++)
        {
            held += await HolderAsync($"{kind}-{slot}", index) is null ? 0 : 1;
        }

        return held;
    }

    private sealed record Claim(string Participant);
}

/// <summary>Kinds of claims.</summary>
public static class ClaimKinds
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Nik = "nik";
    public const string FamilyCard = "family-card";
    public const string Account = "account";

    /// <summary>Kept for ever: this NIK was awarded once; outlives erasure.</summary>
    public const string Recipient = "recipient";

    /// <summary>Kept for ever: this NIK was revoked.</summary>
    public const string Revoked = "revoked";

    public const int FamilyCardSlots = 2;
}
