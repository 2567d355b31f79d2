using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>The tables as one process sees them. Each commit of the programme is a step; those of the sandbox's own tables are the outside world's.</summary>
internal sealed class LivingTables(ITableStore inner, HostLife life, StepWatch watch, Dictionary<string, StepSubject> references) : ITableStore
{
    private const int IdLength = 32;

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        life.IsOver ? new ValueTask<TableRow?>(HostLife.Never<TableRow?>()) : inner.GetAsync(table, partition, row, cancellation);

    public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
        life.IsOver ? HostLife.Never<TablePage>() : inner.ScanAsync(table, partition, range, limit, continuation, cancellation);

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        if (life.IsOver)
        {
            return HostLife.Never<CommitResult>();
        }

        return table.StartsWith("sandbox", StringComparison.Ordinal)
            ? inner.CommitAsync(table, partition, writes, cancellation)
            : life.StepAsync(SubjectOf(table, writes), () => inner.CommitAsync(table, partition, writes, cancellation));
    }

    private StepSubject SubjectOf(string table, IReadOnlyList<TableWrite> writes)
    {
        switch (table)
        {
            case ParticipantKeys.Table:
                return OfParticipant(writes);
            case PaymentReferences.Table when writes[0] is TableWrite.Insert { Body: var body }:
                var known = PipelineJson.Read<PaymentReference>(body);
                return references[known.Reference] = new StepSubject(known.Participant, known.Key);
            default:
                return writes[0].Row.Length >= IdLength ? references.GetValueOrDefault(writes[0].Row[..IdLength]) : default;
        }
    }

    private StepSubject OfParticipant(IReadOnlyList<TableWrite> writes)
    {
        StepSubject subject = default;
        foreach (var write in writes)
        {
            var parts = write.Row.Split('|');
            switch (parts)
            {
                case ["p", var id]:
                    subject = new StepSubject(id);
                    break;
                case ["!out", "m" or "w", var id, ..]:
                    subject = new StepSubject(id);
                    break;
                case ["d", _, var id, var what] when write is TableWrite.Delete && what.StartsWith("pay-", StringComparison.Ordinal):
                    watch.Opened?.Invoke(id, what["pay-".Length..]);
                    break;
            }
        }

        return subject;
    }
}
