using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Participants;

/// <summary>The one place where the token of somebody who asked to be erased stops opening anything.</summary>
public sealed class ErasedCallers(ParticipantStore participants)
{
    public async ValueTask<bool> IsErasedAsync(Endpoint endpoint, Caller caller) =>
        caller.IsApplicant && !endpoint.AfterErasure && await participants.FindAsync(caller.Id) is { ErasureRequestedAt: not null };
}
