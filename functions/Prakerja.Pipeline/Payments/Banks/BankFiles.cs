using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>All that is to be done with one bank's files (shard = provider): apply what came in, cut what waits, take files to the bank.</summary>
public sealed class BankFiles(BankInbox inbox, BankCutter cutter, BankFileStore files, BankCourier courier) : IShardHandler
{
    public const string QueueName = "bank-files";

    public string Queue => QueueName;

    public async Task HandleAsync(string shard, CancellationToken cancellation)
    {
        await inbox.ApplyAsync(shard, cancellation);
        if (!PaymentProviders.BanksByFile.Contains(shard, StringComparer.Ordinal))
        {
            return;
        }

        await cutter.CutAsync(shard, cancellation);
        foreach (var number in await files.OpenAsync(shard, cancellation))
        {
            await courier.AdvanceAsync(shard, number, cancellation);
        }
    }
}
