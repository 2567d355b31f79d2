using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <param name="Line">From 1.</param>
public sealed record RefusedLine(int Line, string Message);

/// <param name="Matched">Lines that prove a payout.</param>
/// <param name="Suspense">Lines that wait for a person (<c>/api/admin/payouts?state=suspense</c>).</param>
public sealed record StatementAnswer(int Matched, int Suspense, IReadOnlyList<RefusedLine> Refused);

/// <summary>
/// POST /api/admin/statements. One person may hand in a statement, and what it proves is posted by itself; the control is
/// that a day is closed by two people, and only when ledger, partners and statements agree. It clears nobody's debt: money under a pay code waits for two people,
/// unless the partner itself states it.
/// </summary>
public sealed class MoneyStatements(Statements statements, StatementBook book, MoneyStatementFiles files, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private const int MaxLines = 10_000;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("post-statement", "POST", "/api/admin/statements", Access.Finance, PostAsync)
        {
            Body = BodyKind.Raw, BodyLimit = 4 * 1024 * 1024, MediaTypes = ["application/json", "text/csv", "application/xml", "text/xml"], ReplayFor = TimeSpan.MaxValue,
            Tag = "Money", Request = typeof(StatementLineRequest[]), Response = typeof(StatementAnswer),
            Summary = "A bank's or wallet's statement: lines (reference, amount, at, credit for money that came back), as JSON, CSV or (with provider) camt.053.001.08. The same line any number of times changes nothing. "
                + "With provider and day it counts as that day's statement, which a day needs to be closed; with refused lines it does not.",
            Query =
            [
                new("provider", "Whose statement it is."), new("day", "The day (WIB) it is about."), new("statement", "The provider's id of it; by default provider and day."),
                new("page", "From 1 (default)."), new("last", "Whether it is the last page: true (default) or false."),
            ],
        },
    ];

    private async Task<Reply> PostAsync(Call call)
    {
        if (MoneyStatementFiles.IsFile(call))
        {
            return await files.TakeAsync(call);
        }

        var csv = call.Header("Content-Type")?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        var (lines, unreadable) = MoneyStatementLines.Read(call.Body, csv);
        if (lines is null)
        {
            return unreadable!;
        }

        if (lines.Count > MaxLines)
        {
            return Problems.Invalid("lines", new($"Paling banyak {MaxLines} baris.", $"At most {MaxLines} lines."));
        }

        var (header, wrong) = StatementHeader.Read(call, clock.GetUtcNow());
        if ((wrong ?? TimesProblem(lines)) is { } problem)
        {
            return problem;
        }

        await audit.AppendAsync(call.Caller.Id, "post-statement", ShortHash.Of(call.Body.Span));
        var good = lines.Select(MoneyStatementLines.Valid).OfType<StatementLine>().ToArray();
        var refused = lines.Index().Where(l => MoneyStatementLines.Valid(l.Item) is null).Select(l => new RefusedLine(l.Index + 1, MoneyStatementLines.NotALine.In(call.English)));
        var fates = header is not null && good.Length == lines.Count
            ? await book.TakeAsync(header.Page(good, call.Caller.Id))
            : await ApplyAsync(StatementPlace.Of(good, header?.Page(good, call.Caller.Id).Key ?? "", header?.Number ?? 1), header?.Provider);
        return Reply.Ok(new StatementAnswer(fates.Count(f => f == LineFate.Matched), fates.Count(f => f == LineFate.Suspense), [.. refused]));
    }

    private Problem? TimesProblem(IEnumerable<StatementLineRequest> lines)
    {
        var fields = new Fields();
        MovementTimes.Check(fields, lines.Select(l => l.At), clock.GetUtcNow());
        return fields.Problem;
    }

    private async Task<IReadOnlyList<LineFate>> ApplyAsync(IReadOnlyList<StatementLine> lines, string? provider)
    {
        var fates = new List<LineFate>();
        foreach (var line in lines)
        {
            fates.Add(await statements.ApplyAsync(line, provider));
        }

        return fates;
    }
}
