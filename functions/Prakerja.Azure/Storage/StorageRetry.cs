using System.Buffers.Binary;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Storage;

/// <param name="Attempts">How often a call is sent before the trouble is the caller's.</param>
/// <param name="LongestWait">Asked to wait longer than this, the caller is told at once.</param>
/// <param name="Patience">After so long in all no further attempt is begun: some trouble is that the service does not answer, and each attempt then lasts until its time-out.</param>
public sealed record StorageRetryOptions(int Attempts, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan Patience)
{
    /// <summary>Waits of about ten seconds in all; with the last attempt's time-out less than a minute, which is what Front Door waits and what a message's lock lasts.</summary>
    public static StorageRetryOptions Default { get; } = new(7, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25));
}

/// <summary>
/// Repeats calls to storage while trouble passes: after what the service asks for, or growing, scattered waits. A reply that is lost
/// leaves a doubt: the call may have had its effect. Whoever sends something that must not happen twice therefore gives a look as
/// well, which finds the effect; it is taken before the call is sent again.
/// </summary>
public sealed class StorageRetry(StorageRetryOptions options, IRandomSource random, TimeProvider clock)
{
    /// <summary>For a call that can be sent again without harm.</summary>
    /// <exception cref="StoreUnavailableException">The trouble did not pass.</exception>
    public Task<T> RepeatAsync<T>(Func<Task<T>> send, CancellationToken cancellation) =>
        RunAsync(_ => send(), () => Task.FromResult((false, default(T)!)), cancellation);

    /// <param name="send">Told whether an earlier attempt may have had its effect.</param>
    /// <param name="look">Whether an earlier attempt had its effect, and the result then.</param>
    /// <exception cref="StoreUnavailableException">The trouble did not pass; whether there was an effect is not known.</exception>
    public async Task<T> RunAsync<T>(Func<bool, Task<T>> send, Func<Task<(bool Found, T Result)>> look, CancellationToken cancellation)
    {
        var (doubt, begun) = (false, clock.GetTimestamp());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await send(doubt);
            }
            catch (Exception trouble) when (PassingTrouble.Is(trouble, cancellation))
            {
                await WaitAsync(trouble, attempt, begun, cancellation);
                doubt |= !PassingTrouble.WasRefused(trouble);
                if (doubt && await look() is (true, var result))
                {
                    return result;
                }
            }
        }
    }

    private Task WaitAsync(Exception trouble, int attempt, long begun, CancellationToken cancellation)
    {
        var asked = PassingTrouble.RetryAfter(trouble, clock);
        if (attempt >= options.Attempts || asked > options.LongestWait || clock.GetElapsedTime(begun) + (asked ?? TimeSpan.Zero) >= options.Patience)
        {
            throw new StoreUnavailableException("Azure Storage does not answer, or asks to wait.", trouble) { RetryAfter = asked };
        }

        var wait = asked ?? Scattered(options.FirstWait * Math.Pow(2, attempt - 1));
        return wait > TimeSpan.Zero ? Task.Delay(wait < options.LongestWait ? wait : options.LongestWait, clock, cancellation) : Task.CompletedTask;
    }

    /// <summary>Between half of it and all of it, so that those who were refused together do not come back together.</summary>
    private TimeSpan Scattered(TimeSpan wait)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        return wait * (0.5 + (BinaryPrimitives.ReadUInt32LittleEndian(bytes) / (2.0 * uint.MaxValue)));
    }
}
