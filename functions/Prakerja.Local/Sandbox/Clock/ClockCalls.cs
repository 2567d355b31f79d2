using System.Globalization;
using System.Xml;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Clock;

/// <param name="Advance">ISO 8601 duration, <c>P7D</c>.</param>
/// <param name="To">RFC 3339 time with offset.</param>
public sealed record ClockRequest(string? Advance, string? To);

public sealed record ClockAnswer(DateTimeOffset Now);

/// <summary>GET and POST /sandbox/clock. A host that stops moves time no further: where it stands is kept.</summary>
internal sealed class ClockCalls(TimeProvider clock, IHostApplicationLifetime? lifetime = null) : ISandboxCalls
{
    private const int MaxYears = 5;

    public IEnumerable<Endpoint> Endpoints =>
    [
        SandboxEndpoint.Get("clock", "clock", _ => Task.FromResult(Reply.Ok(new ClockAnswer(clock.GetUtcNow())))),
        SandboxEndpoint.Post("move-clock", "clock", MoveAsync),
    ];

    private static Problem RealClock { get; } = Problems.Conflict(
        "real-clock", new("Jam ini tidak dapat digeser", "This clock cannot be moved"),
        new("Jalankan host dengan --clock virtual.", "Run the host with --clock virtual."));

    private async Task<Reply> MoveAsync(Call call)
    {
        if (call.Read<ClockRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        if (clock is not VirtualClock movable)
        {
            return RealClock;
        }

        var (target, problem) = TargetOf(request, clock.GetUtcNow());
        return problem is not null ? problem : await MoveAsync(movable, target, call.Cancellation);
    }

    private async Task<Reply> MoveAsync(VirtualClock movable, DateTimeOffset target, CancellationToken cancellation)
    {
        var stopping = lifetime?.ApplicationStopping ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        try
        {
            return Reply.Ok(new ClockAnswer(await movable.AdvanceToAsync(target, either.Token)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Problems.Overloaded;
        }
    }

    private static (DateTimeOffset Target, Problem? Problem) TargetOf(ClockRequest request, DateTimeOffset now)
    {
        var fields = new Fields();
        var target = (request.Advance, request.To) switch
        {
            ({ } advance, null) => After(now, advance, fields),
            (null, { } to) => At(to, fields),
            _ => Neither(fields),
        };
        var field = request.To is null ? "advance" : "to";
        fields.Check(field, fields.Problem is not null || target >= now, new("Waktu tidak dapat mundur.", "Time cannot go back."));
        fields.Check(field, fields.Problem is not null || target <= now.AddYears(MaxYears), new("Paling jauh 5 tahun sekaligus.", "At most 5 years at once."));
        return (target, fields.Problem);
    }

    private static DateTimeOffset Neither(Fields fields)
    {
        fields.Add("advance", new("Isi tepat satu: advance atau to.", "Give exactly one of advance and to."));
        return default;
    }

    private static DateTimeOffset After(DateTimeOffset now, string advance, Fields fields)
    {
        try
        {
            var wait = advance.Length <= 64 ? XmlConvert.ToTimeSpan(advance) : TimeSpan.MaxValue;
            return wait > TimeSpan.FromDays(366 * (MaxYears + 1)) ? now.AddYears(MaxYears + 1) : wait < TimeSpan.Zero ? now.AddTicks(-1) : now + wait;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            fields.Add("advance", new("Durasi ISO 8601, misalnya P7D atau PT30M.", "An ISO 8601 duration such as P7D or PT30M."));
            return now;
        }
    }

    private static DateTimeOffset At(string to, Fields fields)
    {
        if (DateTimeOffset.TryParseExact(to, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        fields.Add("to", new("Waktu RFC 3339 dengan zona, misalnya 2026-01-05T08:00:00+07:00.", "An RFC 3339 time with offset such as 2026-01-05T08:00:00+07:00."));
        return default;
    }
}
