namespace Prakerja.Pipeline.Http;

/// <summary>An answer before it is written: status and one of a JSON value, a problem, raw bytes or a stream.</summary>
public sealed record Reply(int Status)
{
    public object? Json { get; init; }

    public Problem? Problem { get; init; }

    public ReadOnlyMemory<byte>? Bytes { get; init; }

    public Stream? Stream { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    public static Reply Ok(object body) => new(200) { Json = body };

    public static Reply Created(object body) => new(201) { Json = body };

    public static Reply Accepted(object? body = null) => new(202) { Json = body };

    public static Reply NoContent { get; } = new(204);

    public static Reply Raw(ReadOnlyMemory<byte> bytes, string contentType) => new(200) { Bytes = bytes, ContentType = contentType };

    public Reply With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    public static implicit operator Reply(Problem problem) => new(problem.Status)
    {
        Problem = problem,
        Headers = problem.RetryAfter is { } wait ? [("Retry-After", Seconds(wait))] : [],
    };

    private static string Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString();
}
