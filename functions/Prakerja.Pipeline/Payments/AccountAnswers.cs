using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Takes a provider's answer to the check of an account: any number of times, in any order; answers to older accounts are void.</summary>
public sealed class AccountAnswers(ParticipantStore participants, Claims claims, IWorkflowClient workflows)
{
    private static readonly Dictionary<string, string> ProviderWords = new(StringComparer.Ordinal)
    {
        ["wrongOwner"] = "account-owner-mismatch", ["wrong-owner"] = "account-owner-mismatch", ["owner-mismatch"] = "account-owner-mismatch",
        ["name-mismatch"] = "account-owner-mismatch", ["nik-mismatch"] = "account-owner-mismatch", ["not-kyc"] = "account-not-kyc", ["no-kyc"] = "account-not-kyc",
        ["inactive"] = "account-inactive", ["closed"] = "account-inactive", ["phone-mismatch"] = "account-phone-mismatch",
    };

    /// <summary>The provider vouches for the account; it is theirs if nobody else has it.</summary>
    public async Task VerifiedAsync(string participant, string reference)
    {
        if (await participants.FindAsync(participant) is not { Account: { } account } || account.Reference != reference || account.State != AccountState.Checking)
        {
            return;
        }

        if (await claims.ClaimAsync(ClaimKinds.Account, account.Index, participant) != participant)
        {
            await RejectedAsync(participant, reference, "account-in-use");
            return;
        }

        await participants.ChangeAsync(participant, change => ValueTask.FromResult(Verify(change, reference)));
        await ReleaseUnusedAsync(participant, account);
        await TellAsync(participant, reference);
    }

    /// <summary>Gives up the former account's claim, or this one's where another account was handed in meanwhile.</summary>
    private async Task ReleaseUnusedAsync(string participant, PaymentAccount account)
    {
        var now = (await participants.FindAsync(participant))?.Account;
        foreach (var held in new[] { account.Index, account.HeldIndex })
        {
            if (held is not null && held != now?.HeldIndex && held != now?.Index)
            {
                await claims.ReleaseAsync(ClaimKinds.Account, held, participant);
            }
        }
    }

    /// <summary>Of two contradictory answers to one check the rejection stands: no money goes to a doubtful account.</summary>
    /// <param name="reason">A reason code, or the provider's own word.</param>
    public async Task RejectedAsync(string participant, string reference, string? reason)
    {
        await participants.ChangeAsync(participant, change => ValueTask.FromResult(Reject(change, reference, CodeOf(reason))));
        await TellAsync(participant, reference);
    }

    /// <summary>The catalogue's code for a provider's word; <c>account-rejected</c> where it says nothing we know.</summary>
    public static string CodeOf(string? reason) => reason switch
    {
        null => "account-rejected",
        _ when reason.StartsWith("account-", StringComparison.Ordinal) && Reasons.Find(reason) is { } known => known.Code,
        _ => ProviderWords.GetValueOrDefault(reason, "account-rejected"),
    };

    private static bool Verify(ParticipantChange change, string reference)
    {
        if (change.Participant.Account is not { State: AccountState.Checking } account || account.Reference != reference)
        {
            return false;
        }

        change.Participant = change.Participant with { Account = AccountChanges.Verified(account, change.At) };
        AccountChanges.TellVerified(change);
        change.WakeLifecycle();
        return true;
    }

    private static bool Reject(ParticipantChange change, string reference, string reason)
    {
        if (change.Participant.Account is not { State: AccountState.Checking or AccountState.Verified } account || account.Reference != reference)
        {
            return false;
        }

        change.Participant = change.Participant with
        {
            Account = account with
            {
                State = AccountState.Rejected, Reason = reason, ChangedAt = change.At, Rejections = AccountRejections.Add(account, change.At),
            },
        };
        change.Notify("account-rejected");
        change.WakeLifecycle();
        return true;
    }

    private Task<bool> TellAsync(string participant, string reference) =>
        workflows.RaiseEventAsync(new AccountAttempt(participant, reference).InstanceId, PaymentNames.Answered, Nothing.Value);
}
