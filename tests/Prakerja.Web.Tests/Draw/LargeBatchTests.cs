using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Prakerja.Domain.Draw;
using Xunit.Abstractions;

namespace Prakerja.Web.Tests.Draw;

/// <summary>
/// A batch of many blocks, shared among workers: 40,000 entries in the suite, 1,000,000 with PRAKERJA_PAGE_ENTRIES=1000000, which tells time and memory.
/// </summary>
[Collection(Browser.Name)]
public sealed class LargeBatchTests(Browser browser, ITestOutputHelper output)
{
    private const string Setting = "PRAKERJA_PAGE_ENTRIES";
    private const double Megabyte = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static int Entries => int.Parse(Environment.GetEnvironmentVariable(Setting) ?? "40000", CultureInfo.InvariantCulture);

    [BrowserFact]
    public async Task Batch_OfManyBlocks_HoldsAndAChangedLineFarDownIsFound()
    {
        var count = Entries;
        var rules = PublishedDraw.RulesOf("thousand") with
        {
            Beacon = new BeaconRound(PublishedDraw.Quicknet, PublishedDraw.Round),
            Places = Enumerable.Range(0, 90).ToDictionary(i => RegencyCode.Parse($"{10 + i}.01"), _ => count / 900L),
        };
        await using var host = await PublishedHost.StartAsync(new PublishedDraw(Lines(count), rules));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");
        var began = Stopwatch.GetTimestamp();

        var verdict = await page.CheckBatchAsync(Patience);

        output.WriteLine($"{count:N0} entries: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; {await page.TextAsync("#stage")}");
        output.WriteLine($"JavaScript heap of the page {await page.HeapAsync() / Megabyte:N0} MB, largest process of the browser {PeakOfBrowser() / Megabyte:N0} MB");
        Assert.Empty(await page.RowsAsync("wrong"));
        Assert.Equal("right", verdict);

        var result = host.Draw.Files["result.csv"];
        var line = result.AsSpan(0, result.Length * 9 / 10).Count((byte)'\n') + 1;
        result[result.Length * 9 / 10] ^= 1;
        Assert.Equal("wrong", await page.CheckBatchAsync(Patience));
        Assert.Contains(await page.RowsAsync("wrong"), row => row.StartsWith($"result.csv: line {line}: ", StringComparison.Ordinal));
    }

    private static byte[] Lines(int count)
    {
        using var file = new MemoryStream(count * DrawEntry.MaxLineLength);
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        Span<byte> number = stackalloc byte[4];
        Span<byte> mixed = stackalloc byte[32];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, i);
            SHA256.HashData(number, mixed);
            BinaryPrimitives.WriteUInt32BigEndian(number, BinaryPrimitives.ReadUInt32BigEndian(mixed) % (uint)(count / 2));
            var ticket = (UInt128.MaxValue / (UInt128)count * (UInt128)i) + BinaryPrimitives.ReadUInt64BigEndian(mixed[8..]);
            var (regency, group) = (RegencyCode.Parse($"{10 + (mixed[16] % 90)}.01"), 1 + (mixed[17] % 5));
            SHA256.HashData(number, mixed);
            var length = EntryLine.Format(new DrawEntry(ticket, regency, group, BinaryPrimitives.ReadUInt128BigEndian(mixed), 1 + (mixed[20] & 1)), line);
            line[length] = (byte)'\n';
            file.Write(line[..(length + 1)]);
        }

        return file.ToArray();
    }

    private static long PeakOfBrowser() => Process.GetProcesses().Where(process => process.ProcessName.StartsWith("chrom", StringComparison.Ordinal)).Select(PeakOf).DefaultIfEmpty().Max();

    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
