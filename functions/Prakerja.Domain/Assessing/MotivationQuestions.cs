namespace Prakerja.Domain.Assessing;

internal static class MotivationQuestions
{
    public static IReadOnlyList<Question> All { get; } =
    [
        Question.Of("m1", "Apa alasan utama Anda mengikuti Kartu Prakerja?", "What is your main reason for joining Kartu Prakerja?",
            ("Mencari pekerjaan baru", "To find a new job"), ("Meningkatkan keterampilan dalam pekerjaan sekarang", "To get better at my present work"),
            ("Memulai atau mengembangkan usaha", "To start or grow a business"), ("Berganti bidang pekerjaan", "To change to another line of work")),
        Question.Of("m2", "Berapa jam seminggu yang dapat Anda sisihkan untuk pelatihan?", "How many hours a week can you set aside for training?",
            ("Kurang dari 3 jam", "Less than 3 hours"), ("3 sampai 6 jam", "3 to 6 hours"), ("7 sampai 12 jam", "7 to 12 hours"), ("Lebih dari 12 jam", "More than 12 hours")),
        Question.Of("m3", "Cara belajar mana yang paling cocok bagi Anda?", "Which way of learning suits you best?",
            ("Video yang bisa diputar kapan saja", "Videos I can watch at any time"), ("Kelas daring langsung", "Live online classes"),
            ("Tatap muka", "Face to face"), ("Gabungan daring dan tatap muka", "Online and face to face combined")),
        Question.Of("m4", "Jika materi pelatihan terasa sulit, apa yang biasanya Anda lakukan?", "When a lesson turns out hard, what do you usually do?",
            ("Mengulanginya sampai paham", "Go over it until I understand"), ("Bertanya kepada pengajar atau teman", "Ask the teacher or a friend"),
            ("Mencari penjelasan lain", "Look for another explanation"), ("Melewatinya dahulu", "Skip it for now")),
        Question.Of("m5", "Apa yang paling menghambat Anda mendapat pekerjaan atau penghasilan yang lebih baik?", "What most keeps you from better work or income?",
            ("Keterampilan", "Skills"), ("Modal", "Capital"), ("Informasi lowongan atau pasar", "Information about jobs or markets"), ("Waktu atau jarak", "Time or distance")),
    ];
}
