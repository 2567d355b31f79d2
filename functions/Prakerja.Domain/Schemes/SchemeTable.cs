using System.Collections.Frozen;

namespace Prakerja.Domain.Schemes;

/// <summary>The schemes the programme has had (totals as published: Rp 3,550,000 and Rp 4,200,000).</summary>
public static class SchemeTable
{
    public static Scheme SemiBansos { get; } = new(
        "semi-bansos", 1_000_000, 4, 600_000, 3, 50_000, FirstPurchaseDays: 30, FirstDayCounts: false,
        Modes(TrainingMode.Online), new(2020, 4, 11), new(2022, 12, 31));

    public static Scheme Normal { get; } = new(
        "normal", 3_500_000, 1, 600_000, 2, 50_000, FirstPurchaseDays: 15, FirstDayCounts: true,
        Modes(TrainingMode.Online, TrainingMode.Offline, TrainingMode.Hybrid), new(2023, 1, 1), null);

    public static IReadOnlyList<Scheme> All { get; } = [SemiBansos, Normal];

    /// <summary>The programme's first day.</summary>
    public static DateOnly FirstDay { get; } = All.Min(s => s.From);

    /// <summary>The scheme with this code, or null.</summary>
    public static Scheme? Find(string? code) => All.FirstOrDefault(s => s.Code == code);

    private static FrozenSet<TrainingMode> Modes(params TrainingMode[] modes) => modes.ToFrozenSet();
}
