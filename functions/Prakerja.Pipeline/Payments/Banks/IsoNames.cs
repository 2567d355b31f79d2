namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>The messages of ISO 20022 that are exchanged with banks.</summary>
public static class IsoNames
{
    public const string PaymentInitiation = "pain.001.001.09";
    public const string StatusReport = "pain.002.001.10";
    public const string Statement = "camt.053.001.08";
    public const string StopRequest = "camt.055.001.08";
    public const string StopAnswer = "camt.029.001.09";

    private const string Prefix = "urn:iso:std:iso:20022:tech:xsd:";

    public static IReadOnlyList<string> All { get; } = [PaymentInitiation, StatusReport, Statement, StopRequest, StopAnswer];

    public static string NamespaceOf(string message) => Prefix + message;

    /// <summary>The message a namespace stands for; null: none of ours.</summary>
    public static string? MessageOf(string ns) =>
        ns.StartsWith(Prefix, StringComparison.Ordinal) && All.Contains(ns[Prefix.Length..], StringComparer.Ordinal) ? ns[Prefix.Length..] : null;
}
