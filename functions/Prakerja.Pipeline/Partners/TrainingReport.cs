using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

/// <param name="Type">training.attended, training.completed, training.cancelled, attendance.corrected, ping.</param>
/// <param name="Timestamp">When it happened; null: when it was sent.</param>
public sealed record TrainingReportRequest(string? Type, DateTimeOffset? Timestamp, TrainingReportData? Data);

/// <param name="Session">From 1; for attendance.</param>
/// <param name="Attended">For a correction: whether the session was attended after all.</param>
/// <param name="Score">Post-test, 0-100.</param>
public sealed record TrainingReportData(
    string? RedeemCode, int? Session, DateTimeOffset? AttendedAt, bool? Attended, DateTimeOffset? CompletedAt, string? CertificateNumber, int? Score);

/// <summary>Reads a report, or names every bad field.</summary>
internal static class TrainingReport
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TextRule Certificate = new(1, 100);

    public static (TrainingEvent? Event, Problem? Problem) Parse(TrainingReportRequest request, string id, string key, string partner, DateTimeOffset now)
    {
        var fields = new Fields();
        var type = fields.Need("type", request.Type);
        fields.Check("type", type.Length == 0 || TrainingEventTypes.All.Contains(type, StringComparer.Ordinal),
            new($"Salah satu dari: {string.Join(", ", TrainingEventTypes.All)}.", $"One of: {string.Join(", ", TrainingEventTypes.All)}."));
        var data = request.Data ?? new TrainingReportData(null, null, null, null, null, null, null);
        var code = type == TrainingEventTypes.Ping ? "" : fields.Need("data.redeemCode", data.RedeemCode);
        var report = Detail(fields, new TrainingEvent(id, key, partner, type, RedeemCodes.Normalise(code) ?? "", request.Timestamp ?? now, now), data);
        fields.Check(type == TrainingEventTypes.Completed ? "data.completedAt" : "data.attendedAt", !(report.At > now + Skew),
            new("Waktu ini masih akan datang.", "This time is in the future."));
        return fields.Problem is { } problem ? (null, problem) : (report, null);
    }

    private static TrainingEvent Detail(Fields fields, TrainingEvent report, TrainingReportData data)
    {
        switch (report.Type)
        {
            case TrainingEventTypes.Attended:
                return report with { Session = Session(fields, data), Attended = true, At = fields.Need("data.attendedAt", data.AttendedAt) };
            case TrainingEventTypes.Corrected:
                return report with { Session = Session(fields, data), Attended = fields.Need("data.attended", data.Attended), At = data.AttendedAt };
            case TrainingEventTypes.Completed:
                fields.Check("data.score", data.Score is null or (>= 0 and <= 100), new("Bilangan bulat 0 sampai 100.", "A whole number from 0 to 100."));
                return report with
                {
                    At = fields.Need("data.completedAt", data.CompletedAt), Score = data.Score,
                    CertificateNumber = fields.Take("data.certificateNumber", Certificate.Parse(data.CertificateNumber)),
                };
            default:
                return report;
        }
    }

    private static int Session(Fields fields, TrainingReportData data)
    {
        var session = fields.Need("data.session", data.Session);
        fields.Check("data.session", data.Session is null or >= 1, new("Nomor sesi dihitung dari 1.", "Session numbers count from 1."));
        return session;
    }
}
