using System.Globalization;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>One person's money: never above the entitlement, never early, never once they may not be paid; and all of it in the end.</summary>
/// <param name="suspended">References that wait for people, because another amount than instructed moved.</param>
internal sealed class PersonChecks(
    PayoutWorld world, Person person, Participant row, IReadOnlyDictionary<string, PaymentReference> known, IReadOnlySet<string> suspended)
{
    private const int DaysBetweenSurveys = 30;
    private const string First = "completion-1";

    public IEnumerable<string> Check(IReadOnlyList<PaymentRecord> moved, IReadOnlyList<TransferRow> transfers, bool untilTheEnd)
    {
        var scheme = SchemeTable.Find(row.Award!.Scheme)!;
        var own = moved.Where(m => known.TryGetValue(m.Reference, out var r) && r.Participant == person.Id).ToArray();
        var most = scheme.Total - scheme.TrainingBalance;
        var got = own.Where(m => m.Fate == PaymentFate.Paid).Sum(m => m.Moved);
        return
        [
            .. got > most ? (string[])[$"entitlement: {person.Id} got {got} of {most}"] : [],
            .. Early(own), .. Ineligible(), .. untilTheEnd ? Ended(transfers, got, most) : [],
        ];
    }

    /// <summary>By the days of the rules, counted from when completion-1 was really paid; not from what our rows say.</summary>
    private IEnumerable<string> Early(PaymentRecord[] own)
    {
        var first = own.Where(m => known[m.Reference].Key == First).Select(m => (DateTimeOffset?)m.At).Min();
        foreach (var (instruction, at, _) in world.Sent.All.Where(s => s.Instruction.Payee == person.Id))
        {
            var key = known[instruction.Reference].Key!;
            if (key != First && (first is null || at < OpensAt(key, first.Value)))
            {
                yield return $"early: {person.Id} {key} was instructed at {at:O}, the first was paid at {first:O}";
            }
        }
    }

    private static DateTimeOffset OpensAt(string key, DateTimeOffset first)
    {
        var (kind, number) = (key.Split('-')[0], int.Parse(key.Split('-')[1], CultureInfo.InvariantCulture));
        var day = Wib.DateOf(first);
        return Wib.StartOf(kind == "survey" ? day.AddDays(DaysBetweenSurveys * number) : day.AddMonths(number - 1));
    }

    private IEnumerable<string> Ineligible() => world.Sent.All.Where(s => s.Instruction.Payee == person.Id && s.At > person.IneligibleSince)
        .Select(s => $"ineligible: {person.Id} was instructed {s.Instruction.Reference} at {s.At:O}");

    private IEnumerable<string> Ended(IReadOnlyList<TransferRow> transfers, long got, long most)
    {
        var plan = IncentivePlan.Evaluate(IncentiveFactsReader.Of(row, world.Now)!, world.Now);
        var waits = known.Values.Where(r => r.Participant == person.Id && r.Key is not null && suspended.Contains(r.Reference)).Select(r => r.Key!).ToHashSet(StringComparer.Ordinal);
        foreach (var incentive in plan.Where(i => !HasEnded(i, waits)))
        {
            var attempt = row.Payouts.FirstOrDefault(p => p.Key == incentive.Key);
            yield return $"not ended: {person.Id} {incentive.Key} is {incentive.State.Word()} ({string.Join(',', incentive.Reasons.Select(r => r.Code))}) attempt {attempt?.Attempt} {attempt?.Reason} {attempt?.Wait}";
        }

        var account = Balances.Of(transfers.Select(t => t.ToTransfer()))[LedgerAccounts.Incentive(person.Id)];
        if (waits.Count == 0 && (account.PendingOut != 0 || (person.IneligibleSince is null && (account.Posted != 0 || got != most))))
        {
            yield return $"left over: {person.Id} has {account.Posted} with {account.PendingOut} reserved, and got {got} of {most}";
        }
    }

    /// <summary>What waits for people has a case; and nothing later is paid before the first is.</summary>
    private bool HasEnded(Incentive incentive, HashSet<string> waits) =>
        incentive.State == IncentiveState.Paid || waits.Contains(incentive.Key) || (waits.Contains(First) && incentive.State == IncentiveState.Locked)
        || (person.IneligibleSince is not null && incentive.State == IncentiveState.Cancelled);
}
