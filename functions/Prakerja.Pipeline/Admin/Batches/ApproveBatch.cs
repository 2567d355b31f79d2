using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

/// <summary>What a year's approved batches can cost, in whole Rupiah; one row beside the batches.</summary>
public sealed record YearCommitments(long Committed)
{
    public static string Row(int year) => $"budget-{year}";

    /// <summary>The write that adds what a batch can cost, or takes it off again.</summary>
    /// <param name="sign">1 or -1.</param>
    public static async ValueTask<TableWrite> ChangeAsync(BatchStore batches, Batch batch, int sign)
    {
        var (known, etag) = await batches.ReadOtherAsync<YearCommitments>(Row(batch.Year));
        return BatchStore.Write(Row(batch.Year), new YearCommitments((known?.Committed ?? 0) + (sign * batch.TotalPlaces * batch.Terms.Total)), etag);
    }
}

/// <summary>POST /api/admin/batches/{n}/approval, by another operator: budget and calendar are checked, rules signed and published, the workflow started.</summary>
public sealed class ApproveBatch(
    BatchStore batches, BatchSteps steps, RecoveryPot pot, AuditTrail audit, IRandomnessBeacon beacon, IWorkflowClient workflows, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("approve-batch", "POST", "/api/admin/batches/{batch}/approval", Access.Operator, HandleAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail), Summary = "Approve a draft; by another operator than the one who made it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        Problem? problem = null;
        var approved = await batches.ChangeAsync(AdminBatches.NumberOf(call), async batch =>
        {
            problem = RefusalOf(batch, call.Caller.Id);
            var (known, _) = await batches.ReadOtherAsync<YearCommitments>(YearCommitments.Row(batch.Year));
            var committed = known?.Committed ?? 0;
            problem ??= Fits(batch, committed - (await pot.ReadAsync(batch.Year)).Released) ? null : OverBudget;
            if (problem is not null || batch.State != BatchState.Draft)
            {
                return new BatchChange(batch, []);
            }

            await audit.AppendAsync(call.Caller.Id, "approve-batch", BatchNames.IdOf(batch.Number));
            return new BatchChange(Approve(batch, call.Caller.Id), [await YearCommitments.ChangeAsync(batches, batch, 1)]);
        });
        if (problem is not null || approved is null)
        {
            return problem ?? Problems.NotFound;
        }

        await StartAsync(approved);
        return Reply.Ok(AdminBatches.View(approved));
    }

    /// <summary>Repeated by whoever approves again; the sweep starts what a crash left.</summary>
    private async Task StartAsync(Batch batch)
    {
        if (batch.Recovery)
        {
            await pot.TakeAsync(batch);
        }

        await steps.PublishRulesAsync(batch);
        await workflows.StartAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(batch.Number), batch.Number);
    }

    private Batch Approve(Batch batch, string by) => batch with
    {
        State = BatchState.Approved, ApprovedBy = by, ApprovedAt = clock.GetUtcNow(), Chain = beacon.Chain,
        Round = beacon.RoundAt(batch.ClosesAt + BatchRules.ObjectionTime),
    };

    private Problem? RefusalOf(Batch batch, string by) => batch switch
    {
        { State: not (BatchState.Draft or BatchState.Cancelled) } when batch.ApprovedBy == by => null,
        { State: not BatchState.Draft } => AdminBatches.WrongState(batch),
        _ when batch.CreatedBy == by => Problems.SecondPersonNeeded,
        _ when batch.ClosesAt <= clock.GetUtcNow() => AdminBatches.TooLate("batch-over", "Waktu penutupan sudah lewat.", "The closing time has passed."),
        _ when batch.IsTooLateAt(batch.AnnouncesAt) => AdminBatches.AnnouncementTooLate,
        _ => null,
    };

    private static bool Fits(Batch batch, long committed) =>
        batch.State != BatchState.Draft || YearBudgets.Fits(batch.Year, committed, batch.TotalPlaces, batch.Terms);

    private static Problem OverBudget { get; } = new(409, "budget-exceeded", new("Anggaran tidak cukup", "The budget does not suffice"),
        new("Tempat yang disetujui dan yang baru melebihi anggaran tahun ini.", "Committed and new places exceed the year's budget."));
}
