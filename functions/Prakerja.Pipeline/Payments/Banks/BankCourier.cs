using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>
/// Takes a file to its bank. That it may be on its way is written down first; from then on the bank is asked what became of it, and it is sent again, byte
/// for byte, only when the bank says that it never got it.
/// </summary>
public sealed class BankCourier(
    BankFileStore files, IBankChannel channel, BankAcknowledgements acknowledgements, AddressBox box, IOptions<BankFileOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public async Task AdvanceAsync(string provider, int number, CancellationToken cancellation)
    {
        if (await files.FindAsync(provider, number) is not { File: var file })
        {
            return;
        }

        switch (file.State)
        {
            case BankFileState.Cut:
                await SendFirstAsync(file, cancellation);
                break;
            case BankFileState.Sending:
            case BankFileState.Delivered when clock.GetUtcNow() - file.SentAt >= Patience:
                await AskAsync(file, cancellation);
                break;
            case BankFileState.Acknowledged:
            case BankFileState.Rejected:
                await acknowledgements.FinishAsync(file, cancellation);
                break;
            default:
                break;
        }
    }

    private async Task SendFirstAsync(BankFile file, CancellationToken cancellation)
    {
        await files.PutAsync(file.MessageId, file.WrappedKey, await RenderAsync(file, cancellation), cancellation);
        var claimed = false;
        await files.ChangeAsync(file.Provider, file.Number, now =>
        {
            claimed = now.State == BankFileState.Cut;
            return claimed ? now with { State = BankFileState.Sending, SentAt = clock.GetUtcNow() } : null;
        });
        if (claimed)
        {
            await SendAsync(file, cancellation);
        }
    }

    private async Task AskAsync(BankFile file, CancellationToken cancellation)
    {
        var reply = await channel.AskAsync(file.Provider, file.MessageId, cancellation);
        if (reply.Status == BankFileStatus.NotFound)
        {
            await SendAsync(file, cancellation);
            return;
        }

        await acknowledgements.TakeAsync(file, reply);
    }

    private async Task SendAsync(BankFile file, CancellationToken cancellation)
    {
        var bytes = await files.OpenAsync(file.MessageId, file.WrappedKey, cancellation) ?? throw new InvalidOperationException($"The bytes of {file.MessageId} are gone.");
        var reply = await channel.SendAsync(file.Provider, file.MessageId, bytes, cancellation);
        await acknowledgements.TakeAsync(file, reply.Status == BankFileStatus.NotFound ? new BankFileReply(BankFileStatus.Unknown) : reply);
    }

    private async Task<byte[]> RenderAsync(BankFile file, CancellationToken cancellation)
    {
        var transfers = await files.TransfersAsync(file, cancellation);
        return PaymentInitiation.Write(file, [.. transfers.Select(t => (t, box.Open(t.Account)))], options.Value);
    }
}
