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
    /// <param name="ticket">For which of the participant's tickets: the claim stays until each of them gives it up.</param>
    public async Task<string> ClaimAsync(string kind, string index, string participant, string? ticket = null)
    {
        var row = $"{kind}|{index}";
        while (true)
        {
            var claim = new Claim(participant, ticket is null ? null : [ticket]);
            if ((await tables.CommitAsync(Table, Partition(index), [new TableWrite.Insert(row, PipelineJson.Write(claim))])).Committed)
            {
                return participant;
            }

            if (await FindAsync(kind, index) is { } found && (found.Claim.IsFor(ticket) || found.Claim.Participant != participant || await JoinAsync(row, index, found, ticket!)))
            {
                return found.Claim.Participant;
            }
        }
    }

    public async ValueTask<string?> HolderAsync(string kind, string index) => (await FindAsync(kind, index))?.Claim.Participant;

    /// <summary>Gives it up if it is theirs, for whichever tickets.</summary>
    public Task ReleaseAsync(string kind, string index, string participant) => ReleaseAsync(kind, index, participant, _ => null);

    /// <summary>Gives it up for one ticket; the participant keeps it while another ticket needs it.</summary>
    public Task ReleaseAsync(string kind, string index, string participant, string ticket) => ReleaseAsync(kind, index, participant, claim => claim.Without(ticket));

    /// <param name="left">What stays of the claim; null: nothing.</param>
    private async Task ReleaseAsync(string kind, string index, string participant, Func<Claim, Claim?> left)
    {
        var key = $"{kind}|{index}";
        while (await FindAsync(kind, index) is { } found && found.Claim.Participant == participant)
        {
            var rest = left(found.Claim);
            TableWrite write = rest is null ? new TableWrite.Delete(key, found.ETag) : new TableWrite.Replace(key, PipelineJson.Write(rest), found.ETag);
            if (ReferenceEquals(rest, found.Claim) || (await tables.CommitAsync(Table, Partition(index), [write])).Committed)
            {
                return;
            }
        }
    }

    private async ValueTask<(Claim Claim, string ETag)?> FindAsync(string kind, string index)
    {
        var row = await tables.GetAsync(Table, Partition(index), $"{kind}|{index}");
        return row is null ? null : (PipelineJson.Read<Claim>(row.Body), row.ETag);
    }

    private async Task<bool> JoinAsync(string row, string index, (Claim Claim, string ETag) found, string ticket)
    {
        var joined = found.Claim with { Tickets = [.. found.Claim.Tickets ?? [], ticket] };
        return (await tables.CommitAsync(Table, Partition(index), [new TableWrite.Replace(row, PipelineJson.Write(joined), found.ETag)])).Committed;
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
    /// <param name="ticket">As of <see cref="ClaimAsync"/>.</param>
    public async Task<int?> ClaimSlotAsync(string kind, string index, int slots, string participant, string? ticket = null)
    {
        for (var slot = 1; slot <= slots; slot++)
        {
            if (await HolderAsync($"{kind}-{slot}", index) == participant
                && (ticket is null || await ClaimAsync($"{kind}-{slot}", index, participant, ticket) == participant))
            {
                return slot;
            }
        }

        for (var slot = 1; slot <= slots; slot++)
        {
            if (await ClaimAsync($"{kind}-{slot}", index, participant, ticket) == participant)
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

    /// <param name="Tickets">Those it is held for; null: for the participant as such.</param>
    private sealed record Claim(string Participant, IReadOnlyList<string>? Tickets = null)
    {
        public bool IsFor(string? ticket) => ticket is null || Tickets?.Contains(ticket, StringComparer.Ordinal) == true;

        /// <summary>Null: nothing is left. Itself if it is not held for that ticket.</summary>
        public Claim? Without(string ticket)
        {
            if (Tickets is null || !IsFor(ticket))
            {
                return this;
            }

            return Tickets.Count == 1 ? null : this with { Tickets = [.. Tickets.Where(t => t != ticket)] };
        }
    }
}
