using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Batches;

/// <summary>What became of a candidate, beyond what the published result says.</summary>
public enum CandidateOutcome
{
    /// <summary>In the entries file; the result tells.</summary>
    Entered,

    /// <summary>The family card's places were taken: before the draw, or when the award was made.</summary>
    Household,

    /// <summary>Ineligible on the closing day, or when the award was made.</summary>
    Ineligible,

    /// <summary>A row without a participant: joining never completed, or was taken back.</summary>
    Void,

    /// <summary>A reserve who was called up.</summary>
    CalledUp,

    /// <summary>A reserve whose call could not be settled while reserves lived.</summary>
    Lapsed,
}

/// <param name="Reasons">Codes.</param>
/// <param name="Allowance">Of the household, as in the entries file.</param>
public sealed record Verdict(CandidateOutcome Outcome, IReadOnlyList<string> Reasons, int Allowance = 0)
{
    /// <summary>No attempt to award it may commit any more.</summary>
    [JsonIgnore]
    public bool HasLost => Outcome is CandidateOutcome.Ineligible or CandidateOutcome.Household or CandidateOutcome.Lapsed;

    public static Verdict Of(CandidateOutcome outcome, params IReadOnlyList<string> reasons) => new(outcome, reasons);
}

/// <summary>A ticket in a batch and whose it is. Written before the participant's own commit; without that it is void.</summary>
/// <param name="Household">Blind index of the family card.</param>
/// <param name="Held">What the ticket may hold claims on: written before they are made, so that they are found again whatever the person changes.</param>
public sealed record Candidate(
    string Participant, string Regency, int Group, string Household, DateTimeOffset JoinedAt, Verdict? Verdict = null, AwardClaims? Held = null);

/// <summary>Blind indexes of the NIK and the family card that an award was, or is to be, made on.</summary>
/// <param name="Holder">The participant in whose name they are claimed.</param>
public sealed record AwardClaims(string Nik, string FamilyCard, string Holder);
