using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Benchmarks.Batch;

/// <summary>Holds what is in storage once the batch is over against what was published.</summary>
internal sealed class BatchChecks(IServiceProvider services, int batch, BatchOptions options, PublishedOutcomes published)
{
    private const int PageSize = 1000;

    /// <summary>The training balance and the entitlement to incentives.</summary>
    private const int TransfersPerAward = 2;

    private readonly ITableStore tables = services.GetRequiredService<ITableStore>();
    private readonly List<string> violations = [];
    private readonly Dictionary<string, Participant> awarded = new(StringComparer.Ordinal);
    private long people;
    private long messages;

    public async Task<IReadOnlyList<string>> CheckAsync(TextWriter output)
    {
        foreach (var shard in ParticipantKeys.Shards)
        {
            await CheckPeopleAsync(shard);
        }

        Same("participants", options.Candidates, people);
        Same("messages that arrived", messages, await CountAsync("sandboxmessages", "sent", RowRange.All));
        CheckLimits();
        var called = await CheckPlacesAsync();
        if (called == 0)
        {
            violations.Add("no reserve was called, though some selected were barred");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{people:N0} candidates, {published.Entries:N0} entries, {published.Selected.Count:N0} selected, {awarded.Count:N0} awarded, {called:N0} reserves called, {messages:N0} messages"));
        return violations;
    }

    private async Task CheckPeopleAsync(string shard)
    {
        if (await CountAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.Waiting)) is > 0 and var waiting)
        {
            violations.Add($"shard {shard}: {waiting} rows wait in the outbox");
        }

        var held = 0;
        await foreach (var row in RowsAsync(ParticipantKeys.Table, shard, RowRange.Prefix("p|")))
        {
            var person = PipelineJson.Read<Participant>(row.Body);
            people++;
            messages += person.Notes;
            if (person.Wake != person.Leg)
            {
                violations.Add($"{person.Id}: a leg was not ended");
            }

            if (person.Award is { } award)
            {
                held++;
                if (!awarded.TryAdd(award.Ticket, person))
                {
                    violations.Add($"{person.Id}: ticket {award.Ticket} was awarded twice");
                }
            }
        }

        Same($"transfers of awards in shard {shard}", TransfersPerAward * held, await CountAsync(ParticipantKeys.Table, shard, RowRange.Prefix("l|")));
    }

    /// <summary>Two a family card, once in a lifetime.</summary>
    private void CheckLimits()
    {
        violations.AddRange(awarded.Values.GroupBy(p => p.Facts.FamilyCardIndex).Where(g => g.Count() > ClaimKinds.FamilyCardSlots).Select(g => $"family card {g.Key} has {g.Count()} recipients"));
        violations.AddRange(awarded.Values.GroupBy(p => p.Facts.NikIndex).Where(g => g.Count() > 1).Select(g => $"NIK {g.Key} was awarded {g.Count()} times"));
    }

    /// <summary>Every selected one was awarded or has lost; for each who lost, reserves of the regency were called in rank order until one was awarded or none was left.</summary>
    /// <returns>Reserves called.</returns>
    private async Task<int> CheckPlacesAsync()
    {
        var candidates = services.GetRequiredService<Candidates>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var called = 0;
        foreach (var regency in published.Selected.GroupBy(s => s.Value, s => s.Key))
        {
            var free = 0;
            foreach (var ticket in regency)
            {
                free += await SettledAsync(candidates, ticket, taken) ? 0 : 1;
            }

            foreach (var ticket in published.Reserves.GetValueOrDefault(regency.Key, []).TakeWhile(_ => free > 0))
            {
                called++;
                free -= await SettledAsync(candidates, ticket, taken) ? 1 : 0;
            }
        }

        violations.AddRange(awarded.Keys.Where(t => !taken.Contains(t)).Select(t => $"ticket {t} was awarded, and it was not its turn"));
        return called;
    }

    /// <summary>True: awarded; false: lost, and it says so.</summary>
    private async Task<bool> SettledAsync(Candidates candidates, string ticket, HashSet<string> taken)
    {
        if (awarded.ContainsKey(ticket))
        {
            return taken.Add(ticket);
        }

        if (await candidates.FindAsync(batch, ticket) is not { Candidate.Verdict.HasLost: true })
        {
            violations.Add($"ticket {ticket} was neither awarded nor refused");
        }

        return false;
    }

    private void Same(string what, long expected, long found)
    {
        if (expected != found)
        {
            violations.Add($"{what}: {found} instead of {expected}");
        }
    }

    private async Task<long> CountAsync(string table, string partition, RowRange range)
    {
        var count = 0L;
        await foreach (var _ in RowsAsync(table, partition, range))
        {
            count++;
        }

        return count;
    }

    private async IAsyncEnumerable<TableRow> RowsAsync(string table, string partition, RowRange range)
    {
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(table, partition, range, PageSize, continuation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
