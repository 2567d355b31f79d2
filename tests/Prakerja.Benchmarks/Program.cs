using Prakerja.Benchmarks.Burst;
using Prakerja.Benchmarks.Engine;

// Each benchmark prints its figures beside a baseline measured in the same run; none is a test.
return args switch
{
    ["burst", .. var rest] => await BurstBenchmark.RunAsync(rest),
    ["bare", var url] => await BareServer.RunAsync(url),
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest),
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
        """);
    return 2;
}
