using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>A platform's week; its workflow's input.</summary>
/// <param name="Asked">How often it was looked at by earlier runs.</param>
public sealed record SettlementRun(string Platform, DateOnly Monday, int Asked = 0)
{
    public string InstanceId => InstanceOf(new SettlementId(Platform, Monday));

    public static string InstanceOf(SettlementId id) => $"settlement:{id}";

    public static SettlementRun Of(Settlement settlement) => new(settlement.Platform, settlement.Monday);
}

/// <summary>Names of the settlement's workflow and activities.</summary>
public static class SettlementNames
{
    public static readonly WorkflowName<SettlementRun, Nothing> Settlement = new("Settlement");
    public static readonly ActivityName<SettlementRun, bool> MakeSettlement = new("MakeSettlement");
    public static readonly ActivityName<SettlementRun, PaymentStep> PaySettlement = new("PaySettlement");
}
