using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// The first commit of an erasure: the person has withdrawn where that is still possible, courses nobody took up are given up and the unused training
/// balance returns to the treasury, and the wish to be erased is on record.
/// </summary>
public sealed class Withdrawal(BalanceRule balance, AddressBox addresses)
{
    public async ValueTask BeginAsync(ParticipantChange change)
    {
        if (change.Participant.ErasureRequestedAt is not null)
        {
            return;
        }

        change.Participant = change.Participant with { ErasureRequestedAt = change.At };
        if (change.Allows(LifecycleEvent.Withdrew))
        {
            change.Apply(LifecycleEvent.Withdrew);
            change.Reached(Milestones.Withdrawn);
        }

        await balance.DecideAsync(change);
        await SayFarewellAsync(change);
        change.WakeLifecycle();
    }

    private async ValueTask SayFarewellAsync(ParticipantChange change)
    {
        var personal = await change.PersonalAsync();
        if ((personal.Email ?? personal.Phone) is { } address)
        {
            change.NotifyAt("withdrawn", personal.Email is null ? "sms" : "email", addresses.Seal(address));
        }
    }
}
