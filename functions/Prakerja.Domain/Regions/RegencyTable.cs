using System.Collections.Frozen;

namespace Prakerja.Domain.Regions;

/// <summary>A regency (kabupaten) or city (kota), the level at which places are given.</summary>
/// <param name="Code">Dotted code, <c>32.73</c>.</param>
/// <param name="Name">With its kind: <c>Kota Bandung</c>.</param>
public sealed record Regency(string Code, string Name, string ProvinceCode, string ProvinceName);

/// <summary>The 514 regencies and cities of the 38 provinces. Data: idn-area-data, ODbL (NOTICE.md).</summary>
public static class RegencyTable
{
    private static readonly FrozenDictionary<string, Regency> ByCode;

    static RegencyTable()
    {
        All = Read();
        ByCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>By code, ascending.</summary>
    public static IReadOnlyList<Regency> All { get; }

    /// <summary>A regency of today, or null.</summary>
    public static Regency? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>
    /// The regency of today that a code in a NIK means, through the provinces founded in 2012 and 2022; null for codes that
    /// mean none (a retired or foreign region), which is no reason to refuse anybody.
    /// </summary>
    public static Regency? FromNikCode(string? code) => code is null ? null : Find(code) ?? Find(RetiredCodes.Successor(code));

    private static List<Regency> Read()
    {
        using var stream = typeof(RegencyTable).Assembly.GetManifestResourceStream("Prakerja.Domain.Regions.regencies.csv")!;
        using var reader = new StreamReader(stream);
        var regencies = new List<Regency>(514);
        var province = (Code: "", Name: "");
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(',') is not [var code, var name] || line.StartsWith('#'))
            {
                continue;
            }

            if (code.Length == 2)
            {
                province = (code, name);
            }
            else
            {
                regencies.Add(new Regency(code, name, province.Code, province.Name));
            }
        }

        return regencies;
    }
}
