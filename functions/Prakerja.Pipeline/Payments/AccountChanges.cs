using System.Globalization;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>What a change of account carries over from the one before, and whom it is told.</summary>
internal static class AccountChanges
{
    private const int MostEarlier = 10;

    /// <summary>The account handed in, with what is known from the one before.</summary>
    public static PaymentAccount After(PaymentAccount? known, PaymentAccount handedIn)
    {
        if (known is null)
        {
            return handedIn with { FirstLinkedAt = handedIn.ChangedAt };
        }

        var isSame = known.Index == handedIn.Index;
        return handedIn with
        {
            FirstLinkedAt = known.FirstLinkedAt,
            Rejections = known.Rejections,
            HeldIndex = known.HeldIndex,
            HeldCoolsUntil = known.HeldCoolsUntil,
            Earlier = isSame ? [.. known.Earlier.Append(known.Reference).TakeLast(MostEarlier)] : [],
            LimitedUntil = isSame ? known.LimitedUntil : null,
            CoolsUntil = handedIn.Index == known.HeldIndex ? known.HeldCoolsUntil : null,
            ReplacesWorking = CoolingOff.ReplacesWorking(known.State, known.FailedAt is not null, known.ReplacesWorking || known.HeldCoolsUntil > handedIn.ChangedAt),
        };
    }

    /// <summary>The account is verified: from when on it is paid to.</summary>
    public static PaymentAccount Verified(PaymentAccount account, DateTimeOffset now)
    {
        var cools = CoolingOff.Until(account.ReplacesWorking, account.Index == account.HeldIndex, account.HeldCoolsUntil, now);
        return account with
        {
            State = AccountState.Verified, Reason = null, ChangedAt = now, Rejections = [], ReplacesWorking = false,
            HeldIndex = account.Index, HeldCoolsUntil = cools, CoolsUntil = cools,
        };
    }

    /// <summary>Whoever has proven an address hears at both of them that an account that works is being replaced: one of the two may be in other hands.</summary>
    public static void Tell(ParticipantChange change)
    {
        if (change.Participant.Account is not { ReplacesWorking: true } account || account.Index == account.HeldIndex)
        {
            return;
        }

        var contacts = change.Participant.Contacts;
        string?[] channels = [contacts.EmailProven ? "email" : null, contacts.PhoneVerifiedAt is null ? null : "sms"];
        foreach (var channel in channels.OfType<string>())
        {
            change.NotifyOn(channel, "account-changed", ("provider", account.Provider), ("account", account.Masked));
        }
    }

    /// <summary>Tells that it is verified, and from when on it is paid to where that is not at once.</summary>
    public static void TellVerified(ParticipantChange change)
    {
        if (change.Participant.Account?.CoolsUntil is { } until && until > change.At)
        {
            change.Notify("account-cooling-off", ("from", until.ToOffset(Wib.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        }
        else
        {
            change.Notify("account-verified");
        }
    }
}
