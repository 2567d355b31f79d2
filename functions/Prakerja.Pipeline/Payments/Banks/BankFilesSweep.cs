using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Every five minutes: cuts what has waited for its window, asks about files without acknowledgement, and finds what a lost signal left.</summary>
public sealed class BankFilesSweep(ITableStore tables, IShardSignals signals) : ITimerTask
{
    private static readonly string[] Waiting = [BankKeys.SpooledPrefix, BankKeys.OpenPrefix, BankKeys.InboxPrefix];

    public string Name => "bank-files-sweep";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(5));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        foreach (var provider in PaymentProviders.All)
        {
            if (await HasWorkAsync(provider, cancellation))
            {
                await signals.SignalAsync(BankFiles.QueueName, provider, cancellation);
            }
        }
    }

    private async Task<bool> HasWorkAsync(string provider, CancellationToken cancellation)
    {
        foreach (var prefix in Waiting)
        {
            await foreach (var _ in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(prefix), pageSize: 1, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
