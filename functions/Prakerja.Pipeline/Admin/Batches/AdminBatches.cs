using System.Globalization;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Batches;

/// <param name="HoldReason">While held.</param>
/// <param name="BeaconLateSince">The draw waits for the beacon since then.</param>
public sealed record BatchDetail(
    int Batch, string Scheme, string State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset AnnouncesAt, IReadOnlyDictionary<string, int> Places,
    int TotalPlaces, int Reserves, bool Recovery, string CreatedBy, DateTimeOffset CreatedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, string? HeldFrom,
    string? HoldReason, string? Chain, long? Round, DateTimeOffset? BeaconLateSince, BatchCounts? Counts, DateTimeOffset? AnnouncedAt, DateTimeOffset? AwardedAt,
    BatchProposalView? Proposal, BatchCancellation? Cancellation);

/// <param name="Act"><c>released</c> or <c>cancelled</c>, once another operator approves.</param>
public sealed record BatchProposalView(string Act, string ProposedBy, DateTimeOffset ProposedAt, string? Reason);

/// <param name="RecoveryPlaces">Of this year, by regency: places given back that wait for a recovery batch.</param>
public sealed record AdminBatchList(IReadOnlyList<BatchDetail> Items, string? Next, IReadOnlyDictionary<string, int> RecoveryPlaces);

/// <summary>GET /api/admin/batches and /{n}.</summary>
public sealed class AdminBatches(BatchStore batches, RecoveryPot pot, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-batches", "GET", "/api/admin/batches", Access.Operator | Access.Auditor, ListAsync)
        {
            Tag = "Batches", Response = typeof(AdminBatchList), Query = Paging.Query, Summary = "All batches by number, and the year's recovery places.",
        },
        new("get-batch", "GET", "/api/admin/batches/{batch}", Access.Operator | Access.Auditor, GetAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail), Summary = "One batch.",
        },
    ];

    /// <summary>0, which no batch has, if the route names none.</summary>
    public static int NumberOf(Call call) => int.TryParse(call.Route("batch"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static Problem WrongState(Batch batch) => new(409, "batch-state", new("Tidak pada keadaan ini", "Not in this state"),
        new($"Gelombang ini berstatus {batch.State.Word()}.", $"The batch is {batch.State.Word()}."));

    public static Problem TooLate(string slug, string id, string en) => new(409, slug, new("Terlambat", "Too late"), new(id, en));

    /// <summary>Winners could no longer meet the deadlines of the batch's year.</summary>
    public static Problem AnnouncementTooLate => TooLate(
        BatchSteps.TooLate, "Pemenang tidak dapat lagi memenuhi tenggat tahun ini.", "Winners could no longer meet this year's deadlines.");

    public static BatchDetail View(Batch batch) => new(
        batch.Number, batch.Scheme, batch.State.Word(), batch.OpensAt, batch.ClosesAt, batch.AnnouncesAt, batch.Places, batch.TotalPlaces, batch.Reserves,
        batch.Recovery, batch.CreatedBy, batch.CreatedAt, batch.ApprovedBy, batch.ApprovedAt, batch.HeldFrom?.Word(), batch.HoldReason, batch.Chain,
        batch.Chain is null ? null : batch.Round, batch.BeaconSignature is null ? batch.BeaconLateSince : null, batch.Counts, batch.AnnouncedAt, batch.AwardedAt,
        batch.Proposal is { } p ? new BatchProposalView(p.Act.Word(), p.By, p.At, p.Reason) : null, batch.Cancellation);

    private async Task<Reply> ListAsync(Call call)
    {
        var (items, next, problem) = Paging.Of(call, await batches.ListAsync(), b => b.Key);
        if (problem is not null)
        {
            return problem;
        }

        var recovery = await pot.ReadAsync(Wib.DateOf(clock.GetUtcNow()).Year);
        return Reply.Ok(new AdminBatchList([.. items.Select(View)], next, recovery.Places));
    }

    private async Task<Reply> GetAsync(Call call) => await batches.FindAsync(NumberOf(call)) is { } batch ? Reply.Ok(View(batch)) : Problems.NotFound;
}
