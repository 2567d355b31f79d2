namespace Prakerja.Pipeline.Verification;

/// <summary>Risk thresholds of the identity check; data, not code.</summary>
public sealed class VerificationOptions
{
    /// <summary>Below this likeness in percent a person looks at the photos.</summary>
    public int FaceThreshold { get; set; } = 70;

    /// <summary>Below this score of the name, 0-100, a person looks.</summary>
    public int NameThreshold { get; set; } = 80;

    /// <summary>Days in which a person decides a case.</summary>
    public int ReviewDays { get; set; } = 7;

    /// <summary>Share of passing identities that a person looks at all the same, 0-1.</summary>
    public double SampleRate { get; set; }
}
