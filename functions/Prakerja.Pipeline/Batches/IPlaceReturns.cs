using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>What happens to the place of somebody who lost the award. Discovered by <see cref="PipelineServices"/>.</summary>
public interface IPlaceReturns
{
    /// <summary>Gives the place to the next reserve or a recovery batch, and the family-card slot back; once per ticket, however often it is called.</summary>
    Task ReturnAsync(Participant participant);
}
