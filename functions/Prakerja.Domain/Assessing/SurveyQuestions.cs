namespace Prakerja.Domain.Assessing;

/// <summary>Questions asked every time under the same id, so that the baseline and the follow-ups can be compared.</summary>
internal static class SurveyQuestions
{
    public static IReadOnlyList<Question> Common { get; } =
    [
        Question.Of("employment", "Apa kegiatan utama Anda saat ini?", "What is your main activity at present?",
            ("Tidak bekerja dan mencari pekerjaan", "Not working and looking for work"), ("Tidak bekerja dan tidak mencari pekerjaan", "Not working and not looking for work"),
            ("Bekerja sebagai karyawan atau buruh", "Employed"), ("Pekerja lepas atau informal", "Freelance or informal work"), ("Menjalankan usaha sendiri", "Running my own business")),
        Question.Of("income", "Berapa penghasilan Anda dalam sebulan terakhir?", "What was your income in the last month?",
            ("Tidak ada", "None"), ("Sampai Rp1.000.000", "Up to Rp 1,000,000"), ("Rp1.000.001 sampai Rp2.500.000", "Rp 1,000,001 to Rp 2,500,000"),
            ("Rp2.500.001 sampai Rp3.500.000", "Rp 2,500,001 to Rp 3,500,000"), ("Lebih dari Rp3.500.000", "More than Rp 3,500,000")),
        Question.Of("hours", "Berapa jam Anda bekerja dalam seminggu terakhir?", "How many hours did you work in the last week?",
            ("Tidak bekerja", "None"), ("Kurang dari 15 jam", "Less than 15"), ("15 sampai 34 jam", "15 to 34"), ("35 jam atau lebih", "35 or more")),
        Question.Of("digital", "Seberapa sering Anda memakai internet untuk bekerja, berusaha atau belajar?", "How often do you use the internet for work, business or learning?",
            ("Tidak pernah", "Never"), ("Sebulan sekali atau dua kali", "Once or twice a month"), ("Setiap minggu", "Every week"), ("Hampir setiap hari", "Almost every day")),
    ];
}
