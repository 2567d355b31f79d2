using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Cases;

/// <summary>
/// Each hour: escalates cases by their age, each level once, and tells how many of each kind and level wait for a person, so that an alert can be set on them.
/// Closes what has come to match by itself, and finishes what two people decided and a crash left undone. Suspense must come to zero.
/// </summary>
public sealed class CaseWatch(PayoutCases cases, CaseExecution execution, RefundLines refunds, DifferenceCases differences, SettlementOutcomes settlements, IOptions<CaseOptions> options, TimeProvider clock, ILogger<CaseWatch> log) : ITimerTask
{
    public string Name => "payout-cases";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromHours(1));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        foreach (var kind in CaseKinds.All)
        {
            var levels = new int[4];
            await foreach (var open in cases.OpenOnesAsync(kind, cancellation))
            {
                if (!await EndAsync(open))
                {
                    levels[await EscalateAsync(open)]++;
                }
            }

            PipelineMetrics.OpenCases(kind, levels.Sum());
            for (var level = 1; level < levels.Length; level++)
            {
                PipelineMetrics.CasesAtLevel(kind, level, levels[level]);
            }
        }
    }

    /// <summary>Ends what can be ended. All others must not wait for one that cannot even be looked at: it stays open, grows older, and is told by the log.</summary>
    /// <returns>Whether it is closed now.</returns>
    private async Task<bool> EndAsync(PayoutCase open)
    {
        try
        {
            if ((open.Decision is not null ? open : await refunds.DecideAsync(open)) is { } decided)
            {
                await execution.RunAsync(decided);
                return true;
            }

            if (!await differences.HasEndedAsync(open) && !await settlements.HasEndedAsync(open))
            {
                return false;
            }

            await cases.CloseAsync(open.Kind, open.Id);
            return true;
        }
        catch (Exception e) when (DeadLetters.IsFault(e))
        {
            Log.CaseFailed(log, open.Kind, open.What, open.Id, new SafeException(e));
            return false;
        }
    }

    /// <returns>Its level.</returns>
    private async Task<int> EscalateAsync(PayoutCase open)
    {
        var (age, level) = (open.AgeAt(clock.GetUtcNow()), options.Value.LevelAt(open.AgeAt(clock.GetUtcNow())));
        if (level <= open.Level)
        {
            return open.Level;
        }

        var raised = false;
        await cases.ChangeAsync(open.Kind, open.Id, c => ValueTask.FromResult((raised = c.IsOpen && c.Level < level) ? c with { Level = level } : c));
        if (raised)
        {
            Log.CaseEscalated(log, open.Kind, open.What, open.Id, level, (long)age.TotalHours, open.Owner ?? "nobody");
        }

        return level;
    }
}
