using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>What has come of a statement: its pages, and which is the last.</summary>
public sealed record SeenStatement(string Id, IReadOnlyList<int> Pages, int? Last, long? Sequence, DateTimeOffset FirstAt)
{
    public bool IsComplete => Last is { } last && Pages.Count >= last;
}

/// <summary>Applies camt.053 statements page by page, and keeps which pages and which statements are missing.</summary>
public sealed class AccountStatements(ITableStore tables, EntryPosting posting, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<LineFate, int>> ApplyAsync(string provider, AccountStatement statement)
    {
        var fates = new Dictionary<LineFate, int>();
        foreach (var page in statement.Pages)
        {
            foreach (var entry in page.Entries)
            {
                var fate = await posting.ApplyAsync(provider, entry);
                fates[fate] = fates.GetValueOrDefault(fate) + 1;
            }

            await KeepAsync(provider, page);
        }

        return fates;
    }

    /// <summary>Statements of which pages are missing, and sequence numbers that were passed over (as <c>sequence-n</c>), by their id.</summary>
    public async Task<IReadOnlyList<SeenStatement>> IncompleteAsync(string provider)
    {
        var seen = new List<SeenStatement>();
        await foreach (var row in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(BankKeys.Statement(""))))
        {
            seen.Add(PipelineJson.Read<SeenStatement>(row.Body));
        }

        var numbers = seen.Where(s => s.Sequence is not null).Select(s => s.Sequence!.Value).ToHashSet();
        var passed = numbers.Order().Zip(numbers.Order().Skip(1)).SelectMany(pair => Between(pair.First, pair.Second));
        return [.. seen.Where(s => !s.IsComplete), .. passed.Select(n => new SeenStatement($"sequence-{n}", [], null, n, DateTimeOffset.MinValue))];
    }

    /// <summary>A gap of more than a year's statements is a new count, not missing ones.</summary>
    private static IEnumerable<long> Between(long first, long second)
    {
        for (var number = first + 1; number < second && second - first < 400; number++)
        {
            yield return number;
        }
    }

    private async Task KeepAsync(string provider, StatementPage page)
    {
        var row = BankKeys.Statement(page.Id);
        while (true)
        {
            var known = await tables.GetAsync(BankKeys.Table, provider, row);
            var before = known is null ? new SeenStatement(page.Id, [], null, null, clock.GetUtcNow()) : PipelineJson.Read<SeenStatement>(known.Body);
            if (before.Pages.Contains(page.Number) && (before.Last is not null || !page.IsLast))
            {
                return;
            }

            var body = PipelineJson.Write(before with
            {
                Pages = [.. before.Pages.Append(page.Number).Distinct().Order()], Last = page.IsLast ? page.Number : before.Last, Sequence = page.Sequence ?? before.Sequence,
            });
            TableWrite write = known is null ? new TableWrite.Insert(row, body) : new TableWrite.Replace(row, body, known.ETag);
            if ((await tables.CommitAsync(BankKeys.Table, provider, [write])).Committed)
            {
                return;
            }
        }
    }
}
