using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Statistics;

/// <summary>What the published figures mean.</summary>
public static class StatisticsDefinitions
{
    private static readonly Dictionary<string, LocalText> Texts = new(StringComparer.Ordinal)
    {
        [Milestones.Registered] = new("akun yang dibuat", "accounts made"),
        [Milestones.EmailProven] = new("akun dengan e-mail yang terbukti", "accounts with a proven e-mail"),
        [Milestones.IdentityVerified] = new("orang yang identitasnya terverifikasi", "people whose identity was verified"),
        [Milestones.Joined] = new("orang yang pernah bergabung dengan gelombang", "people who joined a batch"),
        [Milestones.Selected] = new("penerima", "recipients"),
        [Milestones.Trained] = new("penerima yang menyelesaikan pelatihan pertama", "recipients who completed a first course"),
        [Milestones.Paid] = new("penerima yang dibayar insentif", "recipients who were paid an incentive"),
        [Milestones.Completed] = new("penerima yang seluruh manfaatnya selesai", "recipients whose benefits are all settled"),
        [Milestones.Refused] = new("penolakan identitas atau kelayakan", "refusals of identity or eligibility"),
        [Milestones.Revoked] = new("kartu yang dicabut", "cards revoked"),
        [Milestones.Withdrawn] = new("orang yang mengundurkan diri", "people who withdrew"),
        ["suppressed"] = new(
            "null: kurang dari 10, atau disembunyikan agar yang kurang dari 10 tidak dapat dihitung dari jumlahnya; tiap orang dihitung menurut keadaannya saat mencapai tahap itu",
            "null: under 10, or hidden so that one under 10 cannot be computed from the total; people are counted as they were when they reached the milestone"),
    };

    public static IReadOnlyDictionary<string, string> In(bool english) => Texts.ToDictionary(t => t.Key, t => t.Value.In(english), StringComparer.Ordinal);
}
