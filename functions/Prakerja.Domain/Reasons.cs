using System.Collections.Frozen;

namespace Prakerja.Domain;

/// <summary>Every reason an applicant can be given. Codes are stable; texts say what is the case and what to do.</summary>
public static partial class Reasons
{
    private static readonly FrozenDictionary<string, Reason> ByCode;

    static Reasons()
    {
        All = [.. Eligibility(), .. Verification(), .. Selection(), .. Incentives(), .. Accounts()];
        ByCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<Reason> All { get; }

    /// <summary>The reason with this code, or null.</summary>
    public static Reason? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The reason with a code the program itself names.</summary>
    /// <exception cref="KeyNotFoundException">No such reason: a fault in the program.</exception>
    public static Reason Get(string code) => ByCode[code];

    private static Reason New(string code, string id, string en, string remedyId, string remedyEn) =>
        new(code, new LocalText(id, en), new LocalText(remedyId, remedyEn));
}
