using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// One decision about one participant: what it saw and what it wants written, all in one transaction. The decision may be taken
/// again when somebody else wrote meanwhile, so it does nothing but read, and calls of ports that may be repeated.
/// </summary>
public sealed class ParticipantChange(Participant before, ParticipantVault vault, DateTimeOffset at)
{
    private readonly List<TableWrite> writes = [];
    private readonly List<string> milestones = [];
    private readonly List<(string Row, string Cell)> counted = [];
    private Personal? personal;

    /// <summary>As read.</summary>
    public Participant Before { get; } = before;

    /// <summary>As it shall be; assign to change it.</summary>
    public Participant Participant { get; set; } = before;

    public DateTimeOffset At => at;

    public bool Wakes { get; private set; }

    public bool HasMessages { get; private set; }

    public IReadOnlyList<TableWrite> Writes => writes;

    /// <summary>What this change does to the balances of accounts.</summary>
    public Balances Moved { get; } = new();

    /// <summary>Milestones of the funnel reached by this change.</summary>
    public IReadOnlyList<string> Milestones => milestones;

    /// <summary>Further counts that this change raises by one: row of the counters, and its cell.</summary>
    public IReadOnlyList<(string Row, string Cell)> Counted => counted;

    public bool IsEmpty => writes.Count == 0 && milestones.Count == 0 && ReferenceEquals(Before, Participant);

    public async ValueTask<Personal> PersonalAsync() => personal ??= await vault.OpenAsync(Participant);

    public async ValueTask SetPersonalAsync(Personal value)
    {
        personal = value;
        Participant = await vault.SealAsync(Participant, value);
    }

    /// <summary>Moves the lifecycle.</summary>
    /// <exception cref="InvalidOperationException">The state does not allow the event: callers check what a person may do first.</exception>
    public void Apply(LifecycleEvent occurred)
    {
        if (!Lifecycle.Next(Participant.State, occurred).IsMoved(out var next))
        {
            throw new InvalidOperationException($"{occurred} is not allowed in {Participant.State}.");
        }

        Participant = Participant with { State = next };
    }

    public bool Allows(LifecycleEvent occurred) => Lifecycle.Next(Participant.State, occurred).IsMoved(out _);

    public void Insert(string row, object body) => writes.Add(new TableWrite.Insert(row, PipelineJson.Write(body)));

    public void Upsert(string row, object body) => writes.Add(new TableWrite.Upsert(row, PipelineJson.Write(body)));

    public void Delete(string row, string? etag = null) => writes.Add(new TableWrite.Delete(row, etag));

    public void Write(TableWrite write) => writes.Add(write);

    /// <summary>Sends and keeps a message of a template (see Notifications).</summary>
    public void Notify(string template, params ReadOnlySpan<(string Name, string Value)> arguments) => NotifyOn(null, template, arguments);

    /// <summary>The same by one channel only: <c>email</c> or <c>sms</c>; not sent where the person has no such address.</summary>
    public void NotifyOn(string? channel, string template, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            values[name] = value;
        }

        var note = new Note(Participant.Notes + 1, template, values, at, channel);
        Participant = Participant with { Notes = note.Number };
        Insert(ParticipantKeys.Note(Before.Id, note.Number), note);
        Send($"{note.Number:D6}", new OutgoingRow(Before.Id, note, null));
    }

    /// <summary>A last message whose address travels sealed with it, because the participant's own data will be gone when it is sent.</summary>
    public void NotifyAt(string template, string channel, byte[] sealedAddress) => Send(
        template, new OutgoingRow(Before.Id, new Note(Participant.Notes + 1, template, new Dictionary<string, string>(StringComparer.Ordinal), at, channel), null, sealedAddress));

    public void SendCode(CodeNote code) => Send($"{code.Purpose}-{code.Nonce}-{at.UtcTicks}", new OutgoingRow(Before.Id, null, code));

    /// <summary>Counts the participant in the funnel: once in a lifetime, however often the milestone is reached.</summary>
    public void Reached(string milestone)
    {
        if (!Participant.Reached.Contains(milestone))
        {
            Participant = Participant with { Reached = [.. Participant.Reached, milestone] };
            milestones.Add(milestone);
        }
    }

    /// <summary>Raises a count that is not of people, in the same commit.</summary>
    public void Count(string row, string cell) => counted.Add((row, cell));

    /// <summary>A claim they want no longer: the lifecycle releases it after this commit.</summary>
    public void GiveUp(string kind, string? index)
    {
        if (index is not null && !Participant.Former.Contains(new HeldClaim(kind, index)))
        {
            Participant = Participant with { Former = [.. Participant.Former, new HeldClaim(kind, index)] };
            WakeLifecycle();
        }
    }

    /// <summary>Takes back what was given up and is not released yet.</summary>
    public void Keep(string kind, string index)
    {
        var claim = new HeldClaim(kind, index);
        if (Participant.Former.Contains(claim))
        {
            Participant = Participant with { Former = [.. Participant.Former.Where(c => c != claim)] };
        }
    }

    /// <summary>The lifecycle has something to do.</summary>
    public void WakeLifecycle()
    {
        if (!Wakes)
        {
            Wakes = true;
            Participant = Participant with { Wake = Participant.Wake + 1 };
            Upsert(ParticipantKeys.OutgoingWake(Before.Id), new { at });
        }
    }

    private void Send(string number, OutgoingRow row)
    {
        HasMessages = true;
        Upsert(ParticipantKeys.OutgoingMessage(Before.Id, number), row);
    }
}
