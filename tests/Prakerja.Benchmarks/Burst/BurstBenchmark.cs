using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;

namespace Prakerja.Benchmarks.Burst;

/// <summary>
/// The programme's record was 80,000 registrants in one minute (1,333/s). Posts unique registrations as fast as the host takes them (or at
/// --rate), then waits until every accepted one has its account and its code; with --kill the host is killed hard in the middle and started again.
/// </summary>
internal static class BurstBenchmark
{
    private const string Url = "http://127.0.0.1:17071";

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = Number(args, "--seconds", 60);
        var connections = Number(args, "--connections", 64);
        var rate = Number(args, "--rate", 0);
        var kill = args.Contains("--kill");
        Console.WriteLine($"burst: {seconds} s, {connections} connections, {(rate == 0 ? "as fast as taken" : $"{rate}/s offered")}{(kill ? ", kill -9 in the middle" : "")}, {Environment.ProcessorCount} cores shared with the generator");
        var bare = await BareAsync(connections, Math.Min(10, seconds));
        var data = Directory.CreateTempSubdirectory("prakerja-burst-").FullName;
        try
        {
            return await MeasureAsync(data, seconds, connections, rate, kill, bare);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> BareAsync(int connections, int seconds)
    {
        using var server = await ServerProcess.StartAsync(Url, typeof(BurstBenchmark).Assembly.Location, "bare", Url);
        var (loads, elapsed) = await LoadAsync(connections, seconds, 0, null);
        var perSecond = loads.Sum(l => l.Accepted.Count) / elapsed.TotalSeconds;
        Print("bare Kestrel", loads, elapsed);
        return perSecond;
    }

    private static async Task<int> MeasureAsync(string data, int seconds, int connections, int rate, bool kill, double bare)
    {
        var serve = new[] { Path.Combine(AppContext.BaseDirectory, "Prakerja.Local.dll"), "serve", "--data", data, "--urls", Url };
        var server = await ServerProcess.StartAsync(Url, serve);
        var (loads, elapsed) = await LoadAsync(connections, seconds, rate, kill ? server : null);
        Print("POST /api/accounts", loads, elapsed);
        var accepted = loads.SelectMany((load, i) => load.Accepted.Select(n => LoadConnection.Address(i, n))).ToHashSet(StringComparer.Ordinal);
        if (kill)
        {
            server.Dispose();
            server = await ServerProcess.StartAsync(Url, serve);
        }

        var drained = await DrainAsync(data, accepted.Count);
        Console.WriteLine($"drained in {drained.TotalSeconds:F1} s after the end; peak memory {server.PeakMemory / 1048576} MB");
        server.Dispose();
        var missing = Missing(data, accepted);
        var achieved = accepted.Count / elapsed.TotalSeconds;
        Console.WriteLine($"accepted {accepted.Count}, codes missing {missing}; {achieved:F0}/s, ratio to bare Kestrel {achieved / bare:F2}");
        return missing == 0 ? 0 : 1;
    }

    private static async Task<(LoadConnection[] Loads, TimeSpan Elapsed)> LoadAsync(int connections, int seconds, int rate, ServerProcess? toKill)
    {
        var host = new IPEndPoint(IPAddress.Loopback, new Uri(Url).Port);
        var loads = Enumerable.Range(0, connections).Select(i => new LoadConnection(host, i)).ToArray();
        var pause = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)connections / rate);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var started = Stopwatch.GetTimestamp();
        var running = Task.WhenAll(loads.Select(l => Task.Run(() => l.RunAsync(pause, end.Token))));
        if (toKill is not null)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds / 2.0));
            toKill.Kill();
        }

        await running;
        return (loads, Stopwatch.GetElapsedTime(started));
    }

    private static void Print(string what, LoadConnection[] loads, TimeSpan elapsed)
    {
        var latencies = loads.SelectMany(l => l.Latencies).Order().ToArray();
        double Percentile(double p) => latencies.Length == 0 ? double.NaN : latencies[(int)Math.Min(latencies.Length - 1, latencies.Length * p)] / 1000.0;
        Console.WriteLine($"{what}: {latencies.Length} accepted in {elapsed.TotalSeconds:F1} s = {latencies.Length / elapsed.TotalSeconds:F0}/s, refused {loads.Sum(l => l.Refused)}, " +
            $"p50 {Percentile(.5):F1} ms, p95 {Percentile(.95):F1} ms, p99 {Percentile(.99):F1} ms, max {Percentile(1):F1} ms");
    }

    private static async Task<TimeSpan> DrainAsync(string data, int wanted)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(10))
        {
            if (Query(data, "SELECT COUNT(*) FROM rows WHERE tbl = 'participants' AND rk >= '!' AND rk < '#'", r => r.GetInt64(0)).Single() == 0)
            {
                break;
            }

            await Task.Delay(1000);
        }

        Console.WriteLine($"inbox and outbox empty; {wanted} wanted");
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Accepted addresses without a code among the messages the sandbox was given.</summary>
    private static int Missing(string data, HashSet<string> accepted)
    {
        var sent = Query(data, "SELECT body FROM rows WHERE tbl = 'sandboxmessages'", r => r.GetFieldValue<byte[]>(0))
            .Select(body => System.Text.Json.JsonDocument.Parse(body).RootElement).Where(row => row.ValueKind == System.Text.Json.JsonValueKind.Object)
            .Select(row => row.GetProperty("message")).Where(m => m.TryGetProperty("code", out _)).Select(m => m.GetProperty("to").GetString()!).ToHashSet(StringComparer.Ordinal);
        return accepted.Count(address => !sent.Contains(address));
    }

    private static List<T> Query<T>(string data, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "prakerja.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1]) : otherwise;
}
