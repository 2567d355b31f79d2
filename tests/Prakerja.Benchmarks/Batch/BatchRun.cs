using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Benchmarks.Draw;
using Prakerja.Local.Hosting;

namespace Prakerja.Benchmarks.Batch;

/// <summary>The stages of one run.</summary>
internal sealed class BatchRun(BatchHost host, string data, BatchOptions options, TextWriter output)
{
    private const int Batch = 1;

    /// <summary>Files of a draw besides the reserves' lists: shards, published files, signatures, lists, the escrowed key.</summary>
    private const int DrawFiles = 256 + 10 + 4;

    private readonly int perRegency = Math.Max(1, options.Candidates / 10 / MadeCandidate.AllRegencies.Count);

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await host.StartAsync();
        var opened = await host.NowAsync();
        var (closes, announces) = (opened.AddHours(6), opened.AddHours(12));
        await StageAsync("create and approve", () => OpenAsync(opened, closes, announces));
        host.Kill();
        await StageAsync("write candidates into storage", () => InStorageAsync(services => new CandidateFiller(services, Batch, opened, options).FillAsync()));
        await host.StartAsync();
        await BarAsync(BatchOptions.OfficialBeforeClosing);
        await StageAsync("six hours open", () => host.TryAdvanceAsync(closes.AddSeconds(-1)));
        var killer = new Killer(host, options, DrawFiles + MadeCandidate.AllRegencies.Count + (perRegency * MadeCandidate.AllRegencies.Count));
        await StageAsync("close, freeze, commit", () => killer.AdvanceAsync(closes));
        await StageAsync("beacon, draw", () => killer.AdvanceAsync(announces.AddSeconds(-1)));
        await BarAsync(BatchOptions.OfficialAfterDraw);
        await StageAsync("announce, award, messages, reserves", () => killer.AdvanceAsync(announces));
        await StageAsync("half an hour later", () => killer.AdvanceAsync(announces.AddMinutes(30)));
        await output.WriteLineAsync($"killed when storage had come to {string.Join(", ", killer.Killed)}");
        var violations = new List<string>();
        if (killer.Killed.Count != options.Kills)
        {
            violations.Add($"killed {killer.Killed.Count} times instead of {options.Kills}");
        }

        await StageAsync("verify over HTTP", VerifyAsync);
        var published = await PublishedOutcomes.ReadAsync(host, Batch);
        host.Kill();
        await StageAsync("check storage", () => InStorageAsync(async services => violations.AddRange(await new BatchChecks(services, Batch, options, published).CheckAsync(output))));
        return violations;
    }

    /// <summary>Every so many candidates are found in the registry of officials.</summary>
    private async Task BarAsync(int every)
    {
        foreach (var index in Enumerable.Range(1, options.Candidates / every).Select(i => (i * every) - 1))
        {
            await host.CallAsync(HttpMethod.Put, $"/sandbox/residents/{MadeCandidate.Of(options.Seed, index).Nik}", new { official = true });
        }
    }

    private async Task OpenAsync(DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset announcesAt)
    {
        var places = MadeCandidate.AllRegencies.ToDictionary(r => r, _ => perRegency);
        var request = new { scheme = "normal", opensAt, closesAt, announcesAt, places, reserves = BatchOptions.Reserves };
        var operators = (await host.CallAsync(HttpMethod.Get, "/sandbox/operators"))!.AsArray()
            .Where(o => o!["roles"]!.AsArray().Any(r => r!.GetValue<string>() == "operator")).Select(o => o!["token"]!.GetValue<string>()).ToArray();
        await host.CallAsync(HttpMethod.Post, "/api/admin/batches", request, operators[0]);
        await host.CallAsync(HttpMethod.Post, $"/api/admin/batches/{Batch}/approval", null, operators[1]);
    }

    /// <summary>What an outsider does, with the address alone. Throws if the draw does not hold.</summary>
    private async Task VerifyAsync()
    {
        var verified = await MeasuredProcess.RunAsync("Prakerja.Local.dll", "verify", host.Url, "--batch", "1");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{"",-34} verify's own peak memory {verified.PeakBytes / 1_000_000:N0} MB"));
    }

    /// <summary>Works on the host's storage while no host runs.</summary>
    private async Task InStorageAsync(Func<IServiceProvider, Task> work)
    {
        var local = new LocalOptions(data, LocalOptions.DefaultUrls, VirtualClock: true, null, 1);
        await using var services = new ServiceCollection().AddLogging().AddLocal(local).BuildServiceProvider();
        await work(services);
    }

    private async Task StageAsync(string name, Func<Task> stage)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), host.ProcessorTime);
        await stage();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{name,-34} {Stopwatch.GetElapsedTime(started).TotalSeconds,9:0.0} s {(host.ProcessorTime - before).TotalSeconds,9:0.0} s of the host's processor time"));
    }
}
