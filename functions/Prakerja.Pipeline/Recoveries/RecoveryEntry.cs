using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>What one person wants done about a recovery, and a (second) finance person has to approve.</summary>
public enum RecoveryAct
{
    /// <summary>That it is owed at all.</summary>
    Claim,

    /// <summary>That cash came back.</summary>
    Repayment,

    Instalments,

    /// <summary>To give up what is left.</summary>
    WriteOff,
}

/// <param name="Number">Of the recovery's proposals, from 1; another proposal has another number, so nobody approves what they have not read.</param>
/// <param name="By">Name of the member of staff; the participant's id where they asked themselves.</param>
/// <param name="Amount">Of a repayment, whole Rupiah.</param>
/// <param name="Provider">Through which it came back.</param>
/// <param name="Months">Of a plan.</param>
public sealed record RecoveryProposal(
    int Number, RecoveryAct Act, string By, DateTimeOffset At, string Reason, long Amount = 0, string? Provider = null, int Months = 0);

/// <summary>A recovery in the participant's row.</summary>
public sealed record RecoveryEntry(Recovery Recovery)
{
    public RecoveryProposal? Proposal { get; init; }

    public int LastProposal { get; init; }

    /// <summary>Repayments, and refunds of them, that two people recorded and a partner's statement has shown since: key of the transfer, id of the line.</summary>
    public IReadOnlyDictionary<string, string> Stated { get; init; } = new Dictionary<string, string>();

    /// <summary>The due day whose reminders are entered.</summary>
    public DateOnly? Watched { get; init; }

    /// <summary>Reminders of that day that went out.</summary>
    public IReadOnlyList<string> Reminded { get; init; } = [];
}

/// <summary>Names of a recovery: <c>{participant}-{number}</c>, the key of its transfers, and the code that payers write.</summary>
public readonly record struct RecoveryId(string Participant, int Number)
{
    private const int CodeLength = 12;

    /// <summary>To be written as the reference of a transfer to the programme, so that it is recognised.</summary>
    public string PayCode => $"RCV{ShortHash.Of(ToString())[..CodeLength].ToUpperInvariant()}";

    /// <summary>Key of the transfer that makes a claim owed; those of what comes back begin with it.</summary>
    public string Key => $"recovery-{Number}";

    public override string ToString() => $"{Participant}-{Number}";

    /// <summary>Null if it cannot be one of ours.</summary>
    public static RecoveryId? Parse(string text) =>
        text.Split('-') is [{ Length: 32 } participant, { Length: > 0 and <= 4 } number] && participant.All(char.IsAsciiHexDigitLower)
        && int.TryParse(number, System.Globalization.NumberStyles.None, null, out var parsed) && parsed > 0
            ? new RecoveryId(participant, parsed)
            : null;
}

/// <summary>Finds and replaces recoveries in a participant's list.</summary>
internal static class RecoveryEntries
{
    public static RecoveryEntry? FindRecovery(this Participant participant, int number) => participant.Recoveries.FirstOrDefault(r => r.Recovery.Number == number);

    /// <summary>In place of the one with its number, or after all others.</summary>
    public static void Keep(this ParticipantChange change, RecoveryEntry entry) => change.Participant = change.Participant with
    {
        Recoveries = [.. change.Participant.Recoveries.Where(r => r.Recovery.Number != entry.Recovery.Number).Append(entry).OrderBy(r => r.Recovery.Number)],
    };
}
