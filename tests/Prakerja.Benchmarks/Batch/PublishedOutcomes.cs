namespace Prakerja.Benchmarks.Batch;

/// <summary>Outcomes by ticket as <c>/api/public</c> serves them, once verified.</summary>
/// <param name="Selected">Ticket → regency.</param>
/// <param name="Reserves">Regency → tickets by rank.</param>
internal sealed record PublishedOutcomes(IReadOnlyDictionary<string, string> Selected, IReadOnlyDictionary<string, string[]> Reserves, int Entries)
{
    public static async Task<PublishedOutcomes> ReadAsync(BatchHost host, int batch)
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Url), Timeout = Timeout.InfiniteTimeSpan };
        using var entries = new StreamReader(await http.GetStreamAsync(new Uri($"/api/public/batches/{batch}/draw/entries", UriKind.Relative)));
        using var result = new StreamReader(await http.GetStreamAsync(new Uri($"/api/public/batches/{batch}/draw/result", UriKind.Relative)));
        var selected = new Dictionary<string, string>(StringComparer.Ordinal);
        var reserves = new List<(string Regency, int Rank, string Ticket)>();
        var count = 0;
        while (await entries.ReadLineAsync() is { } entry && await result.ReadLineAsync() is { } outcome)
        {
            var (regency, fields) = (entry.Split(',')[1], outcome.Split(','));
            count++;
            if (fields[1] == "selected")
            {
                selected[fields[0]] = regency;
            }
            else if (fields[1] == "reserve")
            {
                reserves.Add((regency, int.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture), fields[0]));
            }
        }

        return new PublishedOutcomes(
            selected, reserves.GroupBy(r => r.Regency).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Rank).Select(r => r.Ticket).ToArray(), StringComparer.Ordinal), count);
    }
}
