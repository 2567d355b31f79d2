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
        [OnTime.Payments] = new("insentif pertama yang dibayar pada bulan itu (by=onTime)", "first incentives paid in the month (by=onTime)"),
        [OnTime.MedianDays] = new(
            "hari kalender (WIB) dari selesainya pelatihan pertama sampai insentif pertama dibayar: separuh orang paling lama sekian", "calendar days (WIB) from completing the first course to the payment of the first incentive: half of the people took at most as many"),
        [OnTime.P95Days] = new("sama, untuk 95 dari 100 orang", "the same, for 95 in 100 people"),
        [OnTime.MedianDaysDue] = new(
            "hari kalender (WIB) sejak semua syarat terpenuhi (sertifikat, ulasan, rekening terverifikasi) sampai dibayar: separuh orang paling lama sekian",
            "calendar days (WIB) from the day that nothing was missing any more (certificate, review, verified account) to the payment: half of the people took at most as many"),
        [OnTime.P95DaysDue] = new("sama, untuk 95 dari 100 orang", "the same, for 95 in 100 people"),
        ["suppressed"] = new(
            "null: kurang dari 10, atau disembunyikan agar yang kurang dari 10 tidak dapat dihitung dari jumlahnya; tiap orang dihitung menurut keadaannya saat mencapai tahap itu",
            "null: under 10, or hidden so that one under 10 cannot be computed from the total; people are counted as they were when they reached the milestone"),
    };

    public static IReadOnlyDictionary<string, string> In(bool english) => Texts.ToDictionary(t => t.Key, t => t.Value.In(english), StringComparer.Ordinal);
}
