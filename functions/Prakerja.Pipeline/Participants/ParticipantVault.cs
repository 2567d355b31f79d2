using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Participants;

/// <summary>Opens and seals <see cref="Personal"/> under the participant's own data key, itself wrapped by the vault's master key.</summary>
public sealed class ParticipantVault(IKeyVault vault, Sealer sealer, IRandomSource random)
{
    /// <summary>A new participant's key and first personal data.</summary>
    public async ValueTask<Participant> CreateAsync(Participant participant, Personal personal)
    {
        var key = new byte[32];
        random.Fill(key);
        return participant with { WrappedKey = await vault.WrapAsync(key), Sealed = sealer.Seal(key, PipelineJson.Write(personal)) };
    }

    public async ValueTask<Personal> OpenAsync(Participant participant)
    {
        if (participant.WrappedKey.Length == 0)
        {
            return new Personal();
        }

        var key = await vault.UnwrapAsync(participant.WrappedKey);
        return PipelineJson.Read<Personal>(Sealer.Open(key, participant.Sealed));
    }

    public async ValueTask<Participant> SealAsync(Participant participant, Personal personal)
    {
        var key = await vault.UnwrapAsync(participant.WrappedKey);
        return participant with { Sealed = sealer.Seal(key, PipelineJson.Write(personal)) };
    }

    /// <summary>Seals something else of theirs, such as the text of a complaint.</summary>
    public async ValueTask<byte[]> SealBytesAsync(Participant participant, ReadOnlyMemory<byte> plain) =>
        sealer.Seal(await vault.UnwrapAsync(participant.WrappedKey), plain.Span);

    public async ValueTask<byte[]> OpenBytesAsync(Participant participant, ReadOnlyMemory<byte> sealedBytes) =>
        Sealer.Open(await vault.UnwrapAsync(participant.WrappedKey), sealedBytes.Span);
}
