using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>One attempt to pay one incentive; its workflow's input.</summary>
/// <param name="Inquiries">How often the partner was asked about it by earlier runs.</param>
public sealed record PayoutAttempt(string Participant, string Key, int Attempt, int Inquiries = 0)
{
    public string InstanceId => $"{Participant}:pay:{Key}:{Attempt}";

    /// <summary>The attempt's reference at the partner; the same for ever.</summary>
    public string Reference => PaymentReferences.Of(Participant, Key, Attempt);
}

/// <summary>One check of an account; its workflow's input.</summary>
public sealed record AccountAttempt(string Participant, string Reference, int Asked = 0)
{
    public string InstanceId => $"{Participant}:account:{Reference}";
}

/// <summary>What a step of a payment leaves to be done.</summary>
public enum PaymentStep
{
    /// <summary>Nothing: the tables know how it ended.</summary>
    Settled,

    /// <summary>The partner has it, or may have it: ask later.</summary>
    Open,

    /// <summary>A registry or the partner cannot be reached: try again; nothing was sent.</summary>
    Unavailable,
}

/// <summary>Names of the payment workflows, their activities and events.</summary>
public static class PaymentNames
{
    /// <summary>"Look again": the tables have the outcome.</summary>
    public const string Answered = "answered";

    public static readonly WorkflowName<PayoutAttempt, Nothing> IncentivePayout = new("IncentivePayout");
    public static readonly WorkflowName<AccountAttempt, Nothing> AccountCheck = new("AccountCheck");
    public static readonly ActivityName<PayoutAttempt, PaymentStep> InstructPayout = new("InstructPayout");
    public static readonly ActivityName<PayoutAttempt, PaymentStep> InquirePayout = new("InquirePayout");
    public static readonly ActivityName<PayoutAttempt, PayoutNext> AdvancePayout = new("AdvancePayout");
    public static readonly ActivityName<AccountAttempt, PaymentStep> RequestAccountCheck = new("RequestAccountCheck");
}
