using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Reads what partners send as files, and applies it.</summary>
public sealed class BankMessages(BankFileStore files, StatusReports reports, StopAnswers stops, AccountStatements statements)
{
    /// <summary>The kind of a file that can be applied; otherwise what is wrong with it.</summary>
    public async Task<(string? Kind, Problem? Problem)> CheckAsync(string provider, ReadOnlyMemory<byte> bytes)
    {
        if (!IsoMessage.Read(bytes).TryGet(out var message, out var unreadable))
        {
            return (null, Bad(unreadable));
        }

        switch (message.Name)
        {
            case IsoNames.StatusReport:
                return !StatusReport.Read(message.Root).TryGet(out var report, out var problem) ? (null, Bad(problem))
                    : await files.FindAsync(provider, report.OriginalId) is null ? (null, UnknownFile) : (message.Name, null);
            case IsoNames.Statement:
                return AccountStatement.Read(message.Root).TryGet(out _, out var wrong) ? (message.Name, null) : (null, Bad(wrong));
            case IsoNames.StopAnswer:
                return StopAnswer.Read(message.Root).TryGet(out _, out var refused) ? (message.Name, null) : (null, Bad(refused));
            default:
                return (null, Bad(new($"{message.Name} kami kirim, bukan kami terima.", $"{message.Name} is sent by us, not to us.")));
        }
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

    /// <summary>422: which element is wrong, and what would be right.</summary>
    public static Problem Bad(LocalText detail) => new(422, "bad-file", new("Berkas tidak sah", "The file is not valid"), detail);
}
