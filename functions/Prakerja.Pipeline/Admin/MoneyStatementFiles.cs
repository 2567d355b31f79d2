using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Pipeline.Admin;

/// <summary>A bank's statement as a file (camt.053.001.08) that a member of staff hands in: its days and pages are in it, only whose it is must be said.</summary>
public sealed class MoneyStatementFiles(AccountStatements statements, StatementChecks checks, AuditTrail audit)
{
    private static LocalText NotAStatement { get; } = new($"Hanya {IsoNames.Statement}.", $"Only {IsoNames.Statement}.");

    public static bool IsFile(Call call) => call.Header("Content-Type") is { } type
        && (type.StartsWith("application/xml", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase));

    public async Task<Reply> TakeAsync(Call call)
    {
        if (!PaymentProviders.ParseProvider(call.Query("provider")).TryGet(out var provider, out var unknown))
        {
            return Problems.Invalid("provider", unknown);
        }

        if (!IsoMessage.Read(call.Body).TryGet(out var message, out var unreadable))
        {
            return BankMessages.Bad(unreadable);
        }

        if (message.Name != IsoNames.Statement)
        {
            return BankMessages.Bad(NotAStatement);
        }

        if (!AccountStatement.Read(message.Root).TryGet(out var pages, out var wrong))
        {
            return BankMessages.Bad(wrong);
        }

        if (checks.Find(provider, message.Root, pages) is { } problem)
        {
            return problem;
        }

        await audit.AppendAsync(call.Caller.Id, "post-statement", ShortHash.Of(call.Body.Span));
        var fates = await statements.ApplyAsync(provider, pages, call.Caller.Id);
        return Reply.Ok(new StatementAnswer(fates.Count(f => f == LineFate.Matched), fates.Count(f => f == LineFate.Suspense), []));
    }
}
