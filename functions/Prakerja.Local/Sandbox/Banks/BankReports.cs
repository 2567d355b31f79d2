using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>What a bank will report: on a whole file, on one payment of one, or on a request to stop one.</summary>
/// <param name="Fate">Of the one payment, as it is to be reported.</param>
/// <param name="Stop">Id of the request to stop it that this answers.</param>
internal sealed record BankReport(
    string Id, string Provider, string File, DateTimeOffset At, string? Reference = null, PaymentFate? Fate = null, string? Reason = null, string? Stop = null, StopOutcome? Outcome = null);

/// <summary>Sends the banks' pain.002 and camt.029, composed from their books when they are due: a report on a large file would not fit into a job.</summary>
internal sealed class BankReports(BankFolder folder, PaymentBook book, SignedDelivery delivery, TimeProvider clock) : IJobHandler
{
    public const string Path = "/api/webhooks/payments/files";
    private const string JobKind = "bankreport";

    public string Kind => JobKind;

    /// <summary>On one payment.</summary>
    public static OutsideJob JobOf(PaymentRecord record, DateTimeOffset at, string occasion) => JobOf(new BankReport(
        IdOf(record.Provider, $"{record.Reference} {record.Fate} {occasion}"), record.Provider, record.File!, at, record.Reference, record.Fate, record.Reason));

    /// <summary>On a file, with all that is reported together with it.</summary>
    public static OutsideJob JobOf(string provider, BankFileRow file) => JobOf(new BankReport(IdOf(provider, file.MessageId), provider, file.MessageId, DateTimeOffset.MinValue));

    public static OutsideJob StopJobOf(string provider, string request, string reference, StopOutcome outcome) => JobOf(
        new BankReport(IdOf(provider, $"{request} {outcome}"), provider, "", DateTimeOffset.MinValue, reference, Stop: request, Outcome: outcome));

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var report = job.Read<BankReport>();
        var body = report switch
        {
            { Stop: { } request } => StopAnswerWriter.Write(report.Id, request, report.Reference!, report.Outcome!.Value, clock.GetUtcNow()),
            { Reference: { } reference } when (await book.FindAsync(reference)).Record is { } record =>
                StatusReportWriter.Write(report.Id, report.File, clock.GetUtcNow(), null, [record with { Fate = report.Fate!.Value, Reason = report.Reason }]),
            _ => await OnFileAsync(report),
        };
        return await delivery.RunAsync(job, new SignedMessage("msg_" + report.Id, report.Provider, Path, "application/xml", body));
    }

    private async Task<byte[]> OnFileAsync(BankReport report)
    {
        var file = await folder.FindAsync(report.Provider, report.File) ?? throw new InvalidOperationException($"The sandbox lost {report.File}.");
        var told = new List<PaymentRecord>(file.Count);
        var read = file.Rejected ? null : ReceivedFile.Read(report.Provider, await folder.ReadAsync(report.Provider, report.File));
        foreach (var instruction in read?.Instructions ?? [])
        {
            if (await book.FindAsync(instruction.Reference) is { Record: { WithFile: true } record } && record.File == report.File)
            {
                told.Add(record);
            }
        }

        return StatusReportWriter.Write(report.Id, report.File, clock.GetUtcNow(), file, told);
    }

    private static OutsideJob JobOf(BankReport report) => OutsideJob.Of(JobKind, report.Id, report.At, report);

    /// <summary>Message id of the report: made of what it is about.</summary>
    private static string IdOf(string provider, string what) => Webhook.IdOf(provider, JobKind, what)["msg_".Length..];
}
