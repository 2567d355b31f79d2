using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

public sealed record CandidateCount(string Regency, int Group, long Candidates);

/// <param name="Check">What still has to be.</param>
public sealed record OpenCheck(string Check, string Detail);

/// <param name="BudgetLeft">Of the year, in whole Rupiah, after the approved batches.</param>
/// <param name="BeaconDueAt">When the round of the draw is due.</param>
public sealed record Readiness(
    int Batch, string State, long TotalCandidates, IReadOnlyList<CandidateCount> Candidates, IReadOnlyList<OpenCheck> OpenChecks, long BudgetLeft,
    string? Chain, long? Round, DateTimeOffset? BeaconDueAt, DateTimeOffset? BeaconLateSince);

/// <summary>GET /api/admin/batches/{n}/readiness.</summary>
public sealed class BatchReadiness(BatchStore batches, Candidates candidates, BudgetStore budgets, IRandomnessBeacon beacon) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("batch-readiness", "GET", "/api/admin/batches/{batch}/readiness", Access.Operator | Access.Auditor, HandleAsync)
        {
            Tag = "Batches", Response = typeof(Readiness), Summary = "Candidates by regency and group, what is still open, budget left, beacon round.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (await batches.FindAsync(AdminBatches.NumberOf(call)) is not { } batch)
        {
            return Problems.NotFound;
        }

        CandidateCount[] counts = [.. (await candidates.CountAsync(batch.Number)).Where(c => c.Value > 0).Select(c => CountOf(c.Key, c.Value))];
        var figures = await budgets.FiguresAsync(batch.Year, (await budgets.ReadAsync(batch.Year)).Budget);
        var named = batch.Chain is not null;
        return Reply.Ok(new Readiness(
            batch.Number, batch.State.Word(), counts.Sum(c => c.Candidates), counts, [.. ChecksOf(batch)], figures.Left,
            batch.Chain, named ? batch.Round : null, named ? beacon.DueAt(batch.Round) : null, batch.BeaconSignature is null ? batch.BeaconLateSince : null));
    }

    private static CandidateCount CountOf(string cell, long count) =>
        cell.Split('|') is [var regency, var group] ? new(regency, int.Parse(group), count) : throw new InvalidOperationException($"No cell of a tally: {cell}.");

    private static IEnumerable<OpenCheck> ChecksOf(Batch batch)
    {
        if (batch.State == BatchState.Draft)
        {
            yield return new OpenCheck("approval", "Another operator has to approve it.");
        }

        if (batch.State == BatchState.Held)
        {
            yield return new OpenCheck("hold", batch.HoldReason ?? "");
        }

        if (batch.Reached == BatchState.Closed)
        {
            yield return new OpenCheck("freeze", "Candidates are being checked and the entries committed to.");
        }

        if (batch.Reached == BatchState.Committed && batch.BeaconSignature is null)
        {
            yield return new OpenCheck("beacon", batch.BeaconLateSince is null ? "The round is awaited." : "The round is late.");
        }

        if (batch.State == BatchState.Announced && batch.AwardedAt is null)
        {
            yield return new OpenCheck("awards", "The selected are being awarded.");
        }
    }
}
