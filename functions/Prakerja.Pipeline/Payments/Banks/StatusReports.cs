using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Applies what a bank reports by pain.002; any number of times, in any order.</summary>
public sealed class StatusReports(BankFileStore files, BankSpool spool, BankAcknowledgements acknowledgements, PaymentEvents events, PayoutCases cases)
{
    public async Task ApplyAsync(string provider, StatusReport report)
    {
        if (await files.FindAsync(provider, report.OriginalId) is not { } file)
        {
            await cases.OpenAsync(CaseKinds.File, "unknown-file", $"{provider}-{ShortHash.Of(report.OriginalId)}", report.OriginalId, null, 0);
            return;
        }

        file = await acknowledgements.TakeAsync(file, report.Group);
        if (file.State == BankFileState.Held)
        {
            // What the bank says of single payments is not believed while it counts others than we sent; a statement still proves them.
            return;
        }

        foreach (var transaction in report.Transactions)
        {
            await ApplyAsync(file, transaction);
        }
    }

    private async Task ApplyAsync(BankFile file, TransactionStatus transaction)
    {
        if (await spool.FindAsync(file.Provider, transaction.Reference) is not { } known || known.File != file.Number)
        {
            await cases.OpenAsync(
                CaseKinds.File, "unknown-transaction", $"{file.MessageId}-{ShortHash.Of(transaction.Reference)}", transaction.Reference, null, transaction.Amount ?? 0);
            return;
        }

        if (TypeOf(transaction.Status) is { } type)
        {
            var data = new PaymentEventData(
                transaction.Reference, transaction.Amount ?? known.Amount, transaction.TransactionId, IsoReasons.Of(transaction.Reason), transaction.At);
            await events.ApplyAsync(new PaymentEventRequest(type, transaction.At, data), file.Provider);
        }
    }

    /// <summary>Null: still on its way.</summary>
    private static string? TypeOf(string status) => status switch
    {
        "ACSC" or "ACCC" => "disbursement.succeeded",
        "RJCT" or "CANC" => "disbursement.failed",
        _ => null,
    };
}
