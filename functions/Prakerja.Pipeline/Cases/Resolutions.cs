using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Cases;

/// <summary>How two people can end a case. Which of them fit depends on what the case is about.</summary>
public static class Resolutions
{
    /// <summary>No outcome: it was paid, as the reason says.</summary>
    public const string Paid = "paid";

    /// <summary>No outcome: the partner has confirmed in writing, quoted in the reason, that it never will be paid. Another attempt is possible.</summary>
    public const string Dead = "dead";

    /// <summary>Another amount moved: it counts towards the entitlement; what is missing is paid or left, what is too much becomes a recovery case.</summary>
    public const string Settle = "settle";

    /// <summary>What moved came back from the partner: the attempt is dead.</summary>
    public const string Returned = "returned";

    /// <summary>It never moved: the partner or the bank was mistaken.</summary>
    public const string Error = "error";

    /// <summary>The person was paid twice and is to repay it.</summary>
    public const string Recover = "recover";

    /// <summary>Money that is on our account and nobody's to have back: the state keeps it.</summary>
    public const string Treasury = "treasury";

    /// <summary>It was transferred back to the person who had repaid it, as the reason says: outside the programme's payouts.</summary>
    public const string Refund = "refund";

    /// <summary>The line is about this reference of ours; or about a recovery: what came in repays it, what left is a refund of it.</summary>
    public const string Assign = "assign";

    /// <summary>The records differ for a known and harmless reason; or there is nothing left to do.</summary>
    public const string Accept = "accept";

    private static readonly Dictionary<string, string[]> Fitting = new(StringComparer.Ordinal)
    {
        ["no-answer"] = [Paid, Dead],
        ["amount-mismatch"] = [Settle, Returned, Error],
        ["returned-other-amount"] = [Settle, Treasury, Error],
        ["paid-twice"] = [Recover, Returned, Error],
        ["returned-twice"] = [Treasury, Error],
        ["unmatched-line"] = [Assign, Returned, Error],
        ["unmatched-credit"] = [Assign, Treasury, Error],
        [RecoveryExcess.Case] = [Refund, Treasury],
        ["difference"] = [Accept],
        ["statement-missing"] = [Accept],
        ["rejected"] = [Accept],
        ["unknown-file"] = [Accept],
        ["unknown-transaction"] = [Accept],
        [BankInbox.FailedCase] = [Accept],
        [SettlementOutcome.OtherAmountCase] = [Returned, Error],
        [SettlementOutcome.PaidTwiceCase] = [Returned, Error],
    };

    /// <summary>Those that can end the case; none where it ends otherwise.</summary>
    public static IReadOnlyList<string> Of(PayoutCase about) =>
        about.Kind != CaseKinds.Recovery && Fitting.TryGetValue(about.What, out var fitting) ? fitting : [];
}
