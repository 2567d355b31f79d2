using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// The one place where a token that has not expired opens nothing any more, since its owner asked to be erased, or nothing yet, since an office registered
/// the person and whoever logged in has not shown to be them.
/// </summary>
public sealed class BarredCallers(ParticipantStore participants)
{
    /// <summary>Null: the caller may go on.</summary>
    public async ValueTask<Problem?> RefuseAsync(Endpoint endpoint, Caller caller)
    {
        if (!caller.IsApplicant || await participants.FindAsync(caller.Id) is not { } participant)
        {
            return null;
        }

        if (participant.ErasureRequestedAt is not null)
        {
            return endpoint.AfterErasure ? null : Problems.Unauthorized;
        }

        return StepProblems.IsUnconfirmed(participant) && endpoint.Access.HasFlag(Access.Applicant) && !endpoint.BeforeConfirmation ? StepProblems.NotConfirmed : null;
    }
}
