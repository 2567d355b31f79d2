namespace Prakerja.Pipeline.Participants;

/// <summary>
/// A message to a participant: a template and its arguments, never its personal data. Rendered and addressed when it is sent.
/// </summary>
/// <param name="Number">Counts up per participant.</param>
/// <param name="Channel"><c>email</c> or <c>sms</c>; null: e-mail if there is a proven one.</param>
public sealed record Note(int Number, string Template, IReadOnlyDictionary<string, string> Arguments, DateTimeOffset At, string? Channel = null);

/// <summary>A one-time code to be sent; the code itself is derived when the message is rendered (<see cref="Security.OneTimeCodes"/>).</summary>
/// <param name="Address">Sealed with the vault's <c>outbox</c> secret.</param>
public sealed record CodeNote(string Purpose, string Index, string Nonce, string Channel, byte[] Address, string Language, DateTimeOffset At);

/// <summary>A row of the outbox: one of the two.</summary>
/// <param name="Address">Of a note to somebody who is being erased: sealed with the vault's <c>outbox</c> secret.</param>
public sealed record OutgoingRow(string Participant, Note? Note, CodeNote? Code, byte[]? Address = null);
