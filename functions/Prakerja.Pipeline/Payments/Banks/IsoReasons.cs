namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Our reasons for ISO's status and return reason codes (external code sets ExternalStatusReason1Code, ExternalReturnReason1Code).</summary>
public static class IsoReasons
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["AC01"] = "account-rejected", // IncorrectAccountNumber
        ["AC03"] = "account-rejected", // InvalidCreditorAccountNumber
        ["AC04"] = "account-inactive", // ClosedAccountNumber
        ["AC06"] = "account-inactive", // BlockedAccount
        ["AC07"] = "account-inactive", // ClosedCreditorAccountNumber
        ["AC14"] = "account-rejected", // InvalidCreditorAccountType
        ["BE01"] = "account-owner-mismatch", // InconsistenWithEndCustomer
        ["BE05"] = "account-owner-mismatch", // UnrecognisedInitiatingParty
        ["MD07"] = "account-owner-mismatch", // EndCustomerDeceased
        ["RR03"] = "account-not-kyc", // MissingCreditorNameOrAddress
        ["CUST"] = StopRequest.Stopped, // RequestedByCustomer
    };

    /// <summary>The catalogue's or the programme's own word; the bank's code where there is none, which counts as a refusal that may pass.</summary>
    public static string? Of(string? code) => code is null ? null : Known.GetValueOrDefault(code, code);

    /// <summary>The code that a bank would give for one of our words; for whoever plays a bank.</summary>
    public static string CodeOf(string? reason) => reason switch
    {
        "account-inactive" => "AC04",
        "wrong-owner" or "account-owner-mismatch" => "BE01",
        StopRequest.Stopped => "CUST",
        "account-rejected" or "not-found" => "AC01",
        "invalid-amount" => "AM02",
        _ => "MS03",
    };
}
