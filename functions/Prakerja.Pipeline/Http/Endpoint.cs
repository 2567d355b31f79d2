namespace Prakerja.Pipeline.Http;

/// <summary>Who may call an endpoint. Partners are authenticated by their signature inside the handler.</summary>
[Flags]
public enum Access
{
    Anonymous = 0,
    Applicant = 1,
    Operator = 2,
    Reviewer = 4,
    Finance = 8,
    Auditor = 16,
    Office = 32,
    Partner = 64,

    /// <summary>Anonymous too; a valid applicant token narrows the answer.</summary>
    Optional = 128,
}

public enum BodyKind
{
    None,
    Json,
    Raw,
}

/// <summary>One call of the HTTP contract (api.md). Both heads bind every endpoint by name, method and route.</summary>
/// <param name="Route">Template with <c>{name}</c> segments, starting with <c>/</c>.</param>
public sealed record Endpoint(string Name, string Method, string Route, Access Access, Func<Call, Task<Reply>> HandleAsync)
{
    public BodyKind Body { get; init; }

    /// <summary>Largest body in bytes; more is 413.</summary>
    public int BodyLimit { get; init; } = 64 * 1024;

    /// <summary>Media types taken when <see cref="Body"/> is raw; others are 415. Empty: any.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = [];

    /// <summary>Whether an Idempotency-Key stores and replays the answer; off where answers carry tokens or bring their own replay protection.</summary>
    public bool Replayable { get; init; } = true;

    /// <summary>Where the answer to an Idempotency-Key is stored: the partition the effect commits in. Null: by caller.</summary>
    public Func<Call, (string Table, string Partition)>? IdempotencyHome { get; init; }

    /// <summary>Whether somebody who was erased, or is being erased, may still call it with a token that has not expired: only to finish the erasure.</summary>
    public bool AfterErasure { get; init; }

    /// <summary>Whether somebody registered by an office may call it before showing, by the NIK, to be that person: the address may be another's. To look, to confirm, and to prove the phone that the office gave.</summary>
    public bool BeforeConfirmation { get; init; }

    /// <summary>How long a stored answer is replayed; money: for ever.</summary>
    public TimeSpan ReplayFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>For the OpenAPI document.</summary>
    public string Summary { get; init; } = "";

    public string Tag { get; init; } = "";

    public Type? Request { get; init; }

    public Type? Response { get; init; }

    public int SuccessStatus { get; init; } = 200;

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>Headers it reads, besides Authorization, Idempotency-Key and what every call may have.</summary>
    public IReadOnlyList<HeaderParameter> Headers { get; init; } = [];
}

public sealed record QueryParameter(string Name, string Description);

public sealed record HeaderParameter(string Name, string Description, bool Required = false);

/// <summary>A use case that is reached over HTTP; discovered by <see cref="PipelineServices"/>.</summary>
public interface IUseCase
{
    IEnumerable<Endpoint> Endpoints { get; }
}
