using Prakerja.Benchmarks.Batch;
using Prakerja.Benchmarks.Burst;
using Prakerja.Benchmarks.Draw;
using Prakerja.Benchmarks.Engine;
using Prakerja.Benchmarks.Ledger;

// Each benchmark prints its figures beside a baseline measured in the same run; none is a test.
return args switch
{
    ["burst", .. var rest] => await BurstBenchmark.RunAsync(rest),
    ["bare", var url] => await BareServer.RunAsync(url),
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest),
    ["ledger", .. var rest] => await LedgerBenchmark.RunAsync(rest),
    ["draw", .. var rest] => await DrawBenchmark.RunAsync(rest),
    ["batch", .. var rest] => await BatchBenchmark.RunAsync(rest),
    ["draw-floor", var entries] => Floor.Run(entries),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        dotnet run -c Release --project tests/Prakerja.Benchmarks -- …
          burst [--seconds 60] [--connections 64] [--rate N] [--kill]
              unique POST /api/accounts against a served host, with a bare Kestrel endpoint as baseline; --kill: kill -9 in the middle
          engine [workflows] [concurrency]
              workflows of five activities on a SQLite file, with bare group-committed journal writes as baseline
          ledger [people] [concurrency]
              award, purchase, completion, reservation and payment of each through the ledger on a SQLite file, with bare inserts of as many rows as baseline
          draw [entries …] [--runs N]
              the draw command on 2.5, 5 and 16 million entries in 514 regencies: time, peak memory, cost of doubling, beside only hashing and HMAC
          batch [--candidates N] [--kills N] [--seed N]
              a full batch in the local host, from candidates in storage to the last award, killed (-9) at random instants; then checked from what is published
        """);
    return 2;
}
