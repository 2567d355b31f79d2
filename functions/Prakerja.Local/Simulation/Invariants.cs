using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Local.Simulation;

/// <summary>The invariants of design.md that can be seen at the end of a run.</summary>
internal static class Invariants
{
    public static IReadOnlyList<string> Check(Census census, LedgerSummary ledger, IReadOnlyList<MadePayment> paid)
    {
        var violations = new List<string>();
        Money(violations, ledger, paid);
        Entitlements(violations, census);
        Cards(violations, census);
        violations.AddRange(census.Unnamed.Select(u => $"3: neither final nor a named wait: {u}"));
        return violations;
    }

    private static void Money(List<string> violations, LedgerSummary ledger, IReadOnlyList<MadePayment> paid)
    {
        if (ledger.Sum != 0)
        {
            violations.Add($"1: the ledger sums to {ledger.Sum}");
        }

        violations.AddRange(ledger.BelowFloor.Select(account => $"1: {account} is under its floor"));
        if (ledger.PaidOut != paid.Sum(p => p.Amount))
        {
            violations.Add($"1: the ledger says {ledger.PaidOut} was paid, the partners {paid.Sum(p => p.Amount)}");
        }

        violations.AddRange(paid.GroupBy(p => p.Reference, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"1: {g.Key} was paid {g.Count()} times"));
    }

    private static void Entitlements(List<string> violations, Census census)
    {
        foreach (var person in census.People.Where(p => p.Award is not null))
        {
            var scheme = SchemeTable.Find(person.Award!.Scheme)!;
            var received = person.Payouts.Where(p => p.State == PaymentState.Paid).Sum(p => p.Amount);
            if (received > scheme.Total - scheme.TrainingBalance)
            {
                violations.Add($"2: {person.Id} received {received}");
            }

            if (person.State is ParticipantState.Selected or ParticipantState.Training or ParticipantState.Completed && person.TrainingBalance < 0)
            {
                violations.Add($"2: {person.Id} overspent the balance");
            }
        }
    }

    private static void Cards(List<string> violations, Census census)
    {
        var awarded = census.People.Where(p => p.Award is not null).ToArray();
        violations.AddRange(awarded.GroupBy(p => p.Facts.FamilyCardIndex, StringComparer.Ordinal).Where(g => g.Count(p => p.State != ParticipantState.Revoked) > 2)
            .Select(g => $"4: a family card has {g.Count()} recipients"));
        violations.AddRange(awarded.GroupBy(p => p.Facts.NikIndex, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"4: one person has {g.Count()} awards"));
        violations.AddRange(awarded.GroupBy(p => p.Award!.CardNumber, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(_ => "4: two people share a card number"));
    }
}
