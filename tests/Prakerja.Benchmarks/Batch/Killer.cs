namespace Prakerja.Benchmarks.Batch;

/// <summary>Kills the host when the batch has come as far as drawn at random, and starts it again; what it was doing is then asked for again.</summary>
internal sealed class Killer(BatchHost host, BatchOptions options, long expected)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
#pragma warning disable CA5394 // Seeded on purpose: the instants of a run can be repeated.
    private readonly Queue<long> instants = new(Instants(new Random(options.Seed), options.Kills, expected).Order());
#pragma warning restore CA5394

    public List<long> Killed { get; } = [];

    /// <summary>Moves the clock, however often the host dies on the way.</summary>
    public async Task AdvanceAsync(DateTimeOffset to)
    {
        while (true)
        {
            using var done = new CancellationTokenSource();
            var killing = KillOnceAsync(done.Token);
            var arrived = await host.TryAdvanceAsync(to);
            await done.CancelAsync();
            var killed = await killing;
            if (killed)
            {
                await host.StartAsync();
            }
            else if (arrived)
            {
                return;
            }
            else
            {
                throw new InvalidOperationException("The host ended by itself.");
            }
        }
    }

    /// <summary>True: it was killed.</summary>
    private async Task<bool> KillOnceAsync(CancellationToken done)
    {
        while (!done.IsCancellationRequested && instants.TryPeek(out var next))
        {
            if (host.Progress() is var progress && progress >= next)
            {
                instants.Dequeue();
                host.Kill();
                Killed.Add(progress);
                return true;
            }

            await Task.WhenAny(Task.Delay(Between, done));
        }

        return false;
    }

#pragma warning disable CA5394 // As above.
    private static IEnumerable<long> Instants(Random random, int count, long expected) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(1, expected))];
#pragma warning restore CA5394
}
