using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// One area's part in letting go of a person who left: gives back what others may now have and deletes what no law keeps. Runs after the withdrawal
/// is committed and before the person's key is destroyed; idempotent, repeated after a crash. Discovered by <see cref="PipelineServices"/>.
/// </summary>
public interface IErasureStep
{
    Task ReleaseAsync(Participant leaver);
}
