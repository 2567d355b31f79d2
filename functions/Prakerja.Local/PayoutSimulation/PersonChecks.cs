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
internal static class PersonChecks
{
    private const int DaysBetweenSurveys = 30;

    public static IEnumerable<string> Check(
        PayoutWorld world, Person person, Participant row, IReadOnlyList<MadePayment> made, IReadOnlyDictionary<string, PaymentReference> known, IReadOnlyList<TransferRow> transfers, bool untilTheEnd)
    {
        var scheme = SchemeTable.Find(row.Award!.Scheme)!;
        var own = made.Where(m => known.TryGetValue(m.Reference, out var r) && r.Participant == person.Id).ToArray();
        var most = scheme.Total - scheme.TrainingBalance;
        var got = own.Sum(m => m.Amount);
        return
        [
            .. got > most ? (string[])[$"entitlement: {person.Id} got {got} of {most}"] : [],
            .. Early(world, person, own, known), .. Ineligible(world, person), .. untilTheEnd ? Ended(world, person, row, transfers, own, most) : [],
        ];
    }

    /// <summary>By the days of the rules, counted from when completion-1 was really paid; not from what our rows say.</summary>
    private static IEnumerable<string> Early(PayoutWorld world, Person person, MadePayment[] own, IReadOnlyDictionary<string, PaymentReference> known)
    {
        var first = own.Where(m => known[m.Reference].Key == "completion-1").Select(m => (DateTimeOffset?)m.At).Min();
        foreach (var (instruction, at, _) in world.Sent.All.Where(s => s.Instruction.Payee == person.Id))
        {
            var key = known[instruction.Reference].Key!;
            if (key != "completion-1" && (first is null || at < OpensAt(key, first.Value)))
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

    private static IEnumerable<string> Ineligible(PayoutWorld world, Person person) => world.Sent.All
        .Where(s => s.Instruction.Payee == person.Id && s.At > person.IneligibleSince).Select(s => $"ineligible: {person.Id} was instructed {s.Instruction.Reference} at {s.At:O}");

    private static IEnumerable<string> Ended(PayoutWorld world, Person person, Participant row, IReadOnlyList<TransferRow> transfers, MadePayment[] own, long most)
    {
        var plan = IncentivePlan.Evaluate(IncentiveFactsReader.Of(row, world.Now)!, world.Now);
        foreach (var incentive in plan.Where(i => person.IneligibleSince is null ? i.State != IncentiveState.Paid : i.State is not (IncentiveState.Paid or IncentiveState.Cancelled)))
        {
            var attempt = row.Payouts.FirstOrDefault(p => p.Key == incentive.Key);
            yield return $"not ended: {person.Id} {incentive.Key} is {incentive.State.Word()} ({string.Join(',', incentive.Reasons.Select(r => r.Code))}) attempt {attempt?.Attempt} {attempt?.Reason}";
        }

        var account = Balances.Of(transfers.Select(t => t.ToTransfer()))[LedgerAccounts.Incentive(person.Id)];
        if (account.PendingOut != 0 || (person.IneligibleSince is null && (account.Posted != 0 || own.Sum(m => m.Amount) != most)))
        {
            yield return $"left over: {person.Id} has {account.Posted} with {account.PendingOut} reserved, and got {own.Sum(m => m.Amount)} of {most}";
        }
    }
}
