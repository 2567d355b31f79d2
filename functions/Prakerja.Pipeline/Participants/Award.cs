namespace Prakerja.Pipeline.Participants;

/// <param name="Ticket">32 hex digits, minted at joining.</param>
/// <param name="Household">Keyed pseudonym of the family card is made at freezing; this is the blind index it is made from.</param>
public sealed record BatchEntry(int Batch, string Ticket, string Regency, int Group, string Household, DateTimeOffset JoinedAt);

/// <param name="Slot">Family-card slot held, 1 or 2.</param>
public sealed record Award(
    int Batch, string Ticket, string Scheme, string CardNumber, DateOnly AnnouncedOn, DateOnly FirstPurchaseBy, int Year, int Slot);

/// <param name="Batch">The award whose dates have been entered.</param>
/// <param name="Reminded">Reminders sent, or passed over because a later one was due already.</param>
public sealed record TrainingWatch(int Batch, IReadOnlyList<string> Reminded);
