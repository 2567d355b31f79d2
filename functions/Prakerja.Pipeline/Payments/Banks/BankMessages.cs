using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Reads what partners send as files, and applies it.</summary>
public sealed class BankMessages(BankFileStore files, BankSpool spool, StatusReports reports, StopAnswers stops, AccountStatements statements, StatementChecks checks)
{
    /// <summary>The kind of a file that can be applied; otherwise what is wrong with it.</summary>
    public async Task<(string? Kind, Problem? Problem)> CheckAsync(string provider, ReadOnlyMemory<byte> bytes)
    {
        if (!PaymentProviders.BanksByFile.Contains(provider, StringComparer.Ordinal))
        {
            return (null, StatementChecks.NotABank);
        }

        if (!IsoMessage.Read(bytes).TryGet(out var message, out var unreadable))
        {
            return (null, Bad(unreadable));
        }

        var problem = message.Name switch
        {
            IsoNames.StatusReport => await CheckReportAsync(provider, message),
            IsoNames.Statement => AccountStatement.Read(message.Root).TryGet(out var pages, out var wrong) ? checks.Find(provider, message.Root, pages) : Bad(wrong),
            IsoNames.StopAnswer => await CheckAnswerAsync(provider, message),
            _ => Bad(new($"{message.Name} kami kirim, bukan kami terima.", $"{message.Name} is sent by us, not to us.")),
        };
        return problem is null ? (message.Name, null) : (null, problem);
    }

    /// <summary>What is wrong with a statement as JSON lines.</summary>
    public Problem? CheckLines(ReadOnlyMemory<byte> bytes) => StatementLines.Read(bytes).TryGet(out var statement, out var wrong) ? checks.Find([statement]) : Bad(wrong);

    private async Task<Problem?> CheckReportAsync(string provider, IsoMessage message) =>
        !StatusReport.Read(message.Root).TryGet(out var report, out var wrong) ? Bad(wrong)
        : await files.FindAsync(provider, report.OriginalId) is null ? UnknownFile : checks.Find(report);

    /// <summary>A bank answers about what was sent to it, and about nothing else.</summary>
    private async Task<Problem?> CheckAnswerAsync(string provider, IsoMessage message)
    {
        if (!StopAnswer.Read(message.Root).TryGet(out var answer, out var wrong))
        {
            return Bad(wrong);
        }

        foreach (var (reference, _) in answer.Outcomes)
        {
            if (await spool.FindAsync(provider, reference) is not { File: not null })
            {
                return UnknownTransaction;
            }
        }

        return null;
    }

    /// <exception cref="FormatException">Not as it was when it was checked.</exception>
    public Task ApplyAsync(string provider, string kind, byte[] bytes)
    {
        if (kind == BankInbox.Lines)
        {
            return statements.ApplyAsync(provider, [StatementLines.Read(bytes).Value], provider, isPartners: true);
        }

        var root = (IsoMessage.Read(bytes) is { IsOk: true } read ? read.Value : throw new FormatException("A stored message cannot be read.")).Root;
        return kind switch
        {
            IsoNames.StatusReport => reports.ApplyAsync(provider, StatusReport.Read(root).Value),
            IsoNames.Statement => statements.ApplyAsync(provider, AccountStatement.Read(root).Value, provider, isPartners: true),
            _ => stops.ApplyAsync(provider, StopAnswer.Read(root).Value),
        };
    }

    private static Problem UnknownFile { get; } = new(422, "unknown-file", new("Berkas tidak dikenal", "The file is not known"),
        new("OrgnlGrpInfAndSts/OrgnlMsgId bukan milik berkas yang kami kirim kepada Anda.", "OrgnlGrpInfAndSts/OrgnlMsgId is not of a file that we sent you."));

    private static Problem UnknownTransaction { get; } = new(422, "unknown-transaction", new("Transaksi tidak dikenal", "The transaction is not known"),
        new("TxInfAndSts/OrgnlEndToEndId bukan milik transaksi yang kami kirim kepada Anda.", "TxInfAndSts/OrgnlEndToEndId is not of a transaction that we sent you."));

    /// <summary>422: which element is wrong, and what would be right.</summary>
    public static Problem Bad(LocalText detail) => new(422, "bad-file", new("Berkas tidak sah", "The file is not valid"), detail);
}
