namespace Prakerja.Domain;

/// <summary>Why something is refused or still closed, as the applicant reads it.</summary>
/// <param name="Code">Stable; clients may branch on it.</param>
/// <param name="Message">What is the case.</param>
/// <param name="Remedy">What the person can do about it.</param>
public sealed record Reason(string Code, LocalText Message, LocalText Remedy);
