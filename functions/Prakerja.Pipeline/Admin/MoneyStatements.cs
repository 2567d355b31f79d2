using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <param name="Line">From 1.</param>
public sealed record RefusedLine(int Line, string Message);

/// <param name="Matched">Lines that prove a payout.</param>
/// <param name="Suspense">Lines that wait for a person (<c>/api/admin/payouts?state=suspense</c>).</param>
public sealed record StatementAnswer(int Matched, int Suspense, IReadOnlyList<RefusedLine> Refused);

/// <summary>POST /api/admin/statements and GET /api/admin/reconciliation.</summary>
public sealed class MoneyStatements(Statements statements, Reconciliation reconciliation, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private const int MaxLines = 10_000;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("post-statement", "POST", "/api/admin/statements", Access.Finance, PostAsync)
        {
            Body = BodyKind.Raw, BodyLimit = 4 * 1024 * 1024, MediaTypes = ["application/json", "text/csv"], ReplayFor = TimeSpan.MaxValue,
            Tag = "Money", Request = typeof(StatementLineRequest[]), Response = typeof(StatementAnswer),
            Summary = "A bank statement's lines (reference, amount, at), as JSON or CSV. The same line any number of times changes nothing.",
        },
        new("get-reconciliation", "GET", "/api/admin/reconciliation", Access.Finance | Access.Auditor, GetAsync)
        {
            Tag = "Money", Response = typeof(Page<ReconciliationDay>), Summary = "Ledger, partners and statements matched by reference, per day (WIB).",
            Query = [new("from", "First day; default 31 days ago."), new("to", "Last day; default today.")],
        },
    ];

    private async Task<Reply> PostAsync(Call call)
    {
        var csv = call.Header("Content-Type")?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        if (MoneyStatementLines.Read(call.Body, csv) is not { } lines)
        {
            return Problems.Malformed("Larik JSON, atau CSV dengan kepala reference,amount,at.", "A JSON array, or CSV with the header reference,amount,at.");
        }

        if (lines.Count > MaxLines)
        {
            return Problems.Invalid("lines", new($"Paling banyak {MaxLines} baris.", $"At most {MaxLines} lines."));
        }

        await audit.AppendAsync(call.Caller.Id, "post-statement", ShortHash.Of(call.Body.Span));
        return Reply.Ok(await ApplyAsync(lines, call.English));
    }

    private async Task<StatementAnswer> ApplyAsync(IReadOnlyList<StatementLineRequest> lines, bool english)
    {
        var fates = new Dictionary<LineFate, int>();
        var refused = new List<RefusedLine>();
        for (var number = 1; number <= lines.Count; number++)
        {
            if (MoneyStatementLines.Valid(lines[number - 1]) is not { } line)
            {
                refused.Add(new RefusedLine(number, MoneyStatementLines.NotALine.In(english)));
                continue;
            }

            var fate = await statements.ApplyAsync(line);
            fates[fate] = fates.GetValueOrDefault(fate) + 1;
        }

        return new StatementAnswer(fates.GetValueOrDefault(LineFate.Matched), fates.GetValueOrDefault(LineFate.Suspense), refused);
    }

    private async Task<Reply> GetAsync(Call call)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var fields = new Fields();
        var (from, to) = (MoneyDays.Read(call, fields, "from", today.AddDays(-31)), MoneyDays.Read(call, fields, "to", today));
        return fields.Problem is { } problem ? problem : Reply.Ok(new Page<ReconciliationDay>(await reconciliation.ComputeAsync(from, to), null));
    }
}
