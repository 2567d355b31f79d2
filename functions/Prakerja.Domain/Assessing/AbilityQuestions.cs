using System.Collections.Frozen;

namespace Prakerja.Domain.Assessing;

/// <summary>Everyday reading, reckoning and reasoning. The key stays apart, so that serving the questions cannot serve it.</summary>
internal static class AbilityQuestions
{
    public static FrozenDictionary<string, string> Key { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["b1"] = "c", ["b2"] = "b", ["b3"] = "d", ["b4"] = "a", ["b5"] = "c", ["b6"] = "b", ["b7"] = "d", ["b8"] = "a",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<Question> All { get; } = [.. Reckoning(), .. Reasoning()];

    private static Question[] Reckoning() =>
    [
        Question.Of("b1", "Sebuah barang seharga Rp80.000 dijual dengan potongan 25%. Berapa yang harus dibayar?", "An item priced Rp 80,000 is sold at 25% off. What is to be paid?",
            ("Rp20.000", "Rp 20,000"), ("Rp55.000", "Rp 55,000"), ("Rp60.000", "Rp 60,000"), ("Rp65.000", "Rp 65,000")),
        Question.Of("b2", "Tiga pekerja menyelesaikan sebuah tugas dalam 6 hari. Dengan kecepatan yang sama, berapa hari yang dibutuhkan dua pekerja?",
            "Three workers finish a job in 6 days. At the same pace, how many days do two workers need?",
            ("4 hari", "4 days"), ("9 hari", "9 days"), ("8 hari", "8 days"), ("12 hari", "12 days")),
        Question.Of("b3", "Angka berapa yang melanjutkan deret 3, 6, 12, 24, …?", "Which number continues the series 3, 6, 12, 24, …?",
            ("30", "30"), ("36", "36"), ("42", "42"), ("48", "48")),
        Question.Of("b4", "Modal sebuah kue Rp1.500 dan harga jualnya Rp2.000. Berapa keuntungan dari 40 kue?", "A cake costs Rp 1,500 to make and sells at Rp 2,000. What is the profit on 40 cakes?",
            ("Rp20.000", "Rp 20,000"), ("Rp60.000", "Rp 60,000"), ("Rp80.000", "Rp 80,000"), ("Rp2.000", "Rp 2,000")),
    ];

    private static Question[] Reasoning() =>
    [
        Question.Of("b5", "Semua peserta membawa KTP. Sari adalah peserta. Mana yang pasti benar?", "All participants bring their KTP. Sari is a participant. What is certainly true?",
            ("Semua pembawa KTP adalah peserta", "Everyone with a KTP is a participant"), ("Sari tidak membawa KTP", "Sari does not bring a KTP"),
            ("Sari membawa KTP", "Sari brings a KTP"), ("Hanya Sari yang membawa KTP", "Only Sari brings a KTP")),
        Question.Of("b6", "Pengumuman: \"Toko buka Senin sampai Jumat, kecuali hari libur nasional.\" Kapan toko tutup?", "A notice: \"The shop is open Monday to Friday, except on national holidays.\" When is it closed?",
            ("Senin biasa", "On an ordinary Monday"), ("Rabu yang merupakan hari libur nasional", "On a Wednesday that is a national holiday"),
            ("Jumat biasa", "On an ordinary Friday"), ("Setiap Kamis", "Every Thursday")),
        Question.Of("b7", "Anda menerima pesan yang meminta kode OTP dengan iming-iming hadiah. Apa yang sebaiknya dilakukan?", "A message offers a prize and asks for your one-time code. What should you do?",
            ("Segera mengirim kodenya", "Send the code at once"), ("Meneruskan pesan itu kepada keluarga", "Pass the message on to the family"),
            ("Menanyakan besar hadiahnya", "Ask how large the prize is"), ("Tidak memberikan kode kepada siapa pun", "Give the code to nobody")),
        Question.Of("b8", "Kata mana yang artinya paling dekat dengan \"efisien\"?", "Which is closest in meaning to \"efficient\"?",
            ("Berdaya guna tanpa pemborosan", "Effective without waste"), ("Mahal tetapi bagus", "Costly but good"),
            ("Cepat tetapi ceroboh", "Fast but careless"), ("Lama tetapi teliti", "Slow but careful")),
    ];
}
