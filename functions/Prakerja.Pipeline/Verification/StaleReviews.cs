using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Verification;

/// <summary>Closes the case of facts that were changed while a person was to decide it.</summary>
public sealed class StaleReviews(ReviewQueue queue) : ILegRule
{
    public int Order => 0;

    public ValueTask DecideAsync(ParticipantChange change) => ValueTask.CompletedTask;

    public Task FollowUpAsync(Participant participant) => participant.Verification.FactsVersion is > 0 and var version && version != participant.Facts.Version
        ? queue.CloseStaleAsync(participant.Id, version)
        : Task.CompletedTask;
}
