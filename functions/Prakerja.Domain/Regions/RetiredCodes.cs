using System.Collections.Frozen;

namespace Prakerja.Domain.Regions;

/// <summary>
/// Codes regencies had before a new province took them: Kalimantan Utara (2012), Papua Selatan, Papua Tengah, Papua Pegunungan
/// and Papua Barat Daya (2022). Codes of the home ministry, which are the ones in a NIK (the statistics office numbers otherwise).
/// </summary>
internal static class RetiredCodes
{
    private static readonly FrozenDictionary<string, string> Successors = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["64.04"] = "65.01", ["64.05"] = "65.03", ["64.06"] = "65.02", ["64.10"] = "65.04", ["64.73"] = "65.71",
        ["91.01"] = "93.01", ["91.16"] = "93.02", ["91.17"] = "93.03", ["91.18"] = "93.04",
        ["91.04"] = "94.01", ["91.07"] = "94.02", ["91.08"] = "94.03", ["91.09"] = "94.04",
        ["91.25"] = "94.05", ["91.26"] = "94.06", ["91.27"] = "94.07", ["91.28"] = "94.08",
        ["91.02"] = "95.01", ["91.12"] = "95.02", ["91.13"] = "95.03", ["91.14"] = "95.04",
        ["91.21"] = "95.05", ["91.22"] = "95.06", ["91.23"] = "95.07", ["91.24"] = "95.08",
        ["92.01"] = "96.01", ["92.04"] = "96.02", ["92.05"] = "96.03", ["92.09"] = "96.04", ["92.10"] = "96.05", ["92.71"] = "96.71",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<KeyValuePair<string, string>> All => Successors;

    public static string? Successor(string code) => Successors.GetValueOrDefault(code);
}
