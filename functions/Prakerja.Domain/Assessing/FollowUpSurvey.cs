namespace Prakerja.Domain.Assessing;

internal static class FollowUpSurvey
{
    private static readonly Question[] Results =
    [
        Question.Of("competence", "Apakah pelatihan meningkatkan kompetensi Anda?", "Did the training raise your competence?",
            ("Tidak", "No"), ("Sedikit", "A little"), ("Cukup banyak", "A fair amount"), ("Sangat banyak", "Very much")),
        Question.Of("used", "Apakah keterampilan dari pelatihan sudah Anda pakai?", "Have you used the skills from the training?",
            ("Belum", "Not yet"), ("Untuk mencari pekerjaan", "To look for work"), ("Dalam pekerjaan", "At work"), ("Dalam usaha sendiri", "In my own business")),
    ];

    private static readonly Question[][] Once =
    [
        [
            Question.Of("incentive", "Untuk apa insentif pertama paling banyak Anda gunakan?", "What did you use the first incentive for most?",
                ("Kebutuhan sehari-hari", "Daily needs"), ("Modal usaha", "Capital for a business"), ("Biaya mencari pekerjaan", "Costs of looking for work"), ("Tabungan atau utang", "Savings or debts")),
            Question.Of("quality", "Bagaimana mutu pelatihan yang Anda ikuti?", "How good was the training you attended?",
                ("Buruk", "Bad"), ("Kurang", "Poor"), ("Baik", "Good"), ("Sangat baik", "Very good")),
        ],
        [
            Question.Of("certificate", "Apakah sertifikat pelatihan sudah Anda pakai untuk melamar pekerjaan?", "Have you used the certificate to apply for work?",
                ("Belum", "Not yet"), ("Ya, belum ada panggilan", "Yes, no reply yet"), ("Ya, sudah dipanggil wawancara", "Yes, was invited to an interview"), ("Ya, dan diterima", "Yes, and was hired")),
        ],
        [
            Question.Of("further", "Apa rencana Anda dalam enam bulan ke depan?", "What are your plans for the next six months?",
                ("Mencari pekerjaan", "Look for work"), ("Tetap pada pekerjaan sekarang", "Stay in my present work"), ("Memulai atau memperbesar usaha", "Start or enlarge a business"), ("Mengikuti pelatihan lain", "Attend further training")),
            Question.Of("recommend", "Apakah Anda akan menyarankan program ini kepada orang lain?", "Would you recommend the programme to others?",
                ("Tidak", "No"), ("Mungkin", "Perhaps"), ("Ya", "Yes")),
        ],
    ];

    /// <param name="number">1 to 3.</param>
    public static IReadOnlyList<Question> Questions(int number) => [.. SurveyQuestions.Common, .. Results, .. Once[number - 1]];
}
