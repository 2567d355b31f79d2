namespace Prakerja.Pipeline.Http;

/// <summary>Who calls: an applicant (Id = participant id), a member of staff (Id = name, with roles), or nobody known.</summary>
/// <param name="Regencies">For offices: the regencies they are bound to.</param>
public sealed record Caller(Access Roles, string Id, IReadOnlyList<string> Regencies)
{
    public static Caller Anonymous { get; } = new(Access.Anonymous, "", []);

    public bool IsApplicant => Roles.HasFlag(Access.Applicant);
}
