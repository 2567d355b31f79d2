namespace Prakerja.Domain.Incentives;

/// <summary>What a gate says of an incentive that was never sent: open (no reasons), locked or cancelled for good.</summary>
internal sealed record Gate(IncentiveState State, DateTimeOffset? OpensAt, IReadOnlyList<Reason> Reasons)
{
    public static Gate Cancelled(DateTimeOffset? opensAt, params IEnumerable<string> codes) => new(IncentiveState.Cancelled, opensAt, Told(codes));

    public static Gate Locked(DateTimeOffset? opensAt, params IEnumerable<string> codes) => new(IncentiveState.Locked, opensAt, Told(codes));

    /// <summary>Due if nothing is missing, locked otherwise.</summary>
    public static Gate Of(DateTimeOffset? opensAt, IReadOnlyList<string> missing) =>
        missing.Count == 0 ? new(IncentiveState.Due, opensAt, []) : Locked(opensAt, missing);

    private static Reason[] Told(IEnumerable<string> codes) => [.. codes.Select(Domain.Reasons.Get)];
}
