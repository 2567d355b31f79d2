using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.Simulation;

/// <summary>Invariants of design.md that the rows of everybody and the ledger show.</summary>
internal static class Invariants
{
    public static IReadOnlyList<string> Check(Census census, Payments payments)
    {
        var violations = new List<string>();
        Money(violations, payments.Ledger);
        violations.AddRange(payments.Check(census.People));
        foreach (var person in census.People.Where(p => p.Award is not null))
        {
            Entitlement(violations, person, census.At);
        }

        Cards(violations, census);
        violations.AddRange(census.Unnamed.Select(u => $"3: neither final nor a named wait in time: {u}"));
        return violations;
    }

    private static void Money(List<string> violations, LedgerSummary ledger)
    {
        if (ledger.Sum != 0)
        {
            violations.Add($"1: the ledger sums to {ledger.Sum}");
        }

        violations.AddRange(ledger.BelowFloor.Select(account => $"1: {account} is under its floor"));
    }

    private static void Entitlement(List<string> violations, Participant person, DateTimeOffset now)
    {
        var scheme = SchemeTable.Find(person.Award!.Scheme)!;
        var received = person.Payouts.Where(p => p.State == PaymentState.Paid).Sum(p => p.Amount);
        if (received > scheme.Total - scheme.TrainingBalance)
        {
            violations.Add($"2: {person.Id} received {received}");
        }

        if (person.TrainingBalance < 0)
        {
            violations.Add($"2: {person.Id} overspent the balance");
        }

        var early = IncentivePlan.Evaluate(IncentiveFactsReader.Of(person, now)!, now).Where(i => i.PaidAt is not null && i.PaidAt < i.OpensAt);
        violations.AddRange(early.Select(i => $"2: {person.Id} was paid {i.Key} before it was due"));
    }

    private static void Cards(List<string> violations, Census census)
    {
        var awarded = census.People.Where(p => p.Award is not null).ToArray();
        var holding = awarded.Where(p => p.State is not (ParticipantState.Revoked or ParticipantState.Withdrawn)).ToArray();
        violations.AddRange(holding.GroupBy(p => p.Facts.FamilyCardIndex, StringComparer.Ordinal).Where(g => g.Count() > 2).Select(g => $"4: a family card has {g.Count()} recipients"));
        violations.AddRange(holding.GroupBy(p => (p.Facts.FamilyCardIndex, p.Award!.Slot)).Where(g => g.Count() > 1).Select(g => $"4: {g.Count()} people hold one slot of a family card"));
        violations.AddRange(awarded.GroupBy(p => p.Facts.NikIndex, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"4: one person has {g.Count()} awards"));
        violations.AddRange(awarded.GroupBy(p => p.Award!.CardNumber, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(_ => "4: two people share a card number"));
    }
}
