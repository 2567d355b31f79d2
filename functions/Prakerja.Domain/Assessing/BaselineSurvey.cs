namespace Prakerja.Domain.Assessing;

internal static class BaselineSurvey
{
    public static IReadOnlyList<Question> Questions { get; } =
    [
        .. SurveyQuestions.Common,
        Question.Of("trained", "Pernahkah Anda mengikuti pelatihan kerja sebelum ini?", "Have you ever attended job training before?",
            ("Belum pernah", "Never"), ("Pernah, tanpa sertifikat", "Yes, without a certificate"), ("Pernah, dengan sertifikat", "Yes, with a certificate")),
        Question.Of("skill", "Bagaimana Anda menilai keterampilan kerja Anda saat ini?", "How do you rate your job skills today?",
            ("Sangat kurang", "Very poor"), ("Kurang", "Poor"), ("Cukup", "Fair"), ("Baik", "Good"), ("Sangat baik", "Very good")),
        Question.Of("account", "Apakah Anda memiliki rekening bank atau dompet digital?", "Do you have a bank account or a wallet?",
            ("Tidak keduanya", "Neither"), ("Rekening bank", "A bank account"), ("Dompet digital", "A wallet"), ("Keduanya", "Both")),
    ];
}
