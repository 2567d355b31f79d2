using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Partners;

public sealed record RedeemCodeRequest([property: JsonPropertyName("redeem_code")] string? RedeemCode, int? Sequence);

/// <summary>The envelope partners already read.</summary>
public sealed record RedeemCodeEnvelope(bool Success, string Message, RedeemCodeData Data);

/// <param name="Status">bought, committed, completed, cancelled, revoked.</param>
/// <param name="AttendanceStatus">Of the session asked for: attended or absent; otherwise of all: none, partial, complete.</param>
/// <param name="RedeemAt">When it was committed.</param>
public sealed record RedeemCodeData(
    [property: JsonPropertyName("redeem_code")] string RedeemCode,
    [property: JsonPropertyName("course_code")] string CourseCode,
    [property: JsonPropertyName("invoice_code")] string InvoiceCode,
    [property: JsonPropertyName("schedule_code"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ScheduleCode,
    string Status,
    [property: JsonPropertyName("attendance_status")] string AttendanceStatus,
    [property: JsonPropertyName("redeem_at"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? RedeemAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Sequence,
    int Sessions,
    IReadOnlyList<int> Attended,
    [property: JsonPropertyName("completed_at"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? CompletedAt,
    long Price)
{
    public static RedeemCodeData Of(Purchase purchase, int? sequence) => new(
        purchase.RedeemCode, purchase.CourseCode, purchase.InvoiceCode, purchase.ScheduleCode, purchase.State.Word(),
        AttendanceOf(purchase, sequence), purchase.CommittedAt, sequence, purchase.Sessions, purchase.Attended, purchase.CompletedAt, purchase.Price);

    private static string AttendanceOf(Purchase purchase, int? sequence) => sequence is { } session
        ? purchase.Attended.Contains(session) ? "attended" : "absent"
        : purchase.Attended.Count == purchase.Sessions && (purchase.Sessions > 0 || purchase.State == PurchaseState.Completed) ? "complete"
        : purchase.Attended.Count > 0 ? "partial" : "none";
}

internal static class Envelopes
{
    /// <summary>A problem that reads as a failed envelope too.</summary>
    public static Problem AsEnvelope(this Problem problem, bool english) => problem with
    {
        Extensions = new JsonObject { ["success"] = false, ["message"] = problem.Detail.In(english), ["data"] = null },
    };
}
