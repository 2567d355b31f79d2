namespace Prakerja.Local.Sandbox.Residents;

/// <summary>Common Indonesian names; a person is given one or two words, and about one in twelve a single one.</summary>
internal static class Names
{
    private static readonly string[] Women = Words("""
        Siti Sri Dewi Ayu Rina Wulan Putri Nurul Fitri Indah Lestari Ratna Yuni Dian Maya Ani Nur Eka Kartika Rahma Aisyah Wati Yanti Lina
        Mega Novita Intan Bunga Citra Kadek Luh Melati Desi Tuti Endang Sulastri Suparti Murni Halimah Khadijah Zahra Salma Nabila Anisa
        Ester Maria Yohana Marlina Debora Agnes Theresia Rosalina Hesti Vina Widya Retno Ningsih Puspita Laras Kirana
        """);

    private static readonly string[] Men = Words("""
        Budi Agus Joko Slamet Bambang Eko Dwi Tri Andi Rizky Muhammad Ahmad Abdul Hendra Dedi Asep Ujang Cecep Iwan Yusuf Ibrahim Ismail
        Hasan Rahmat Fajar Bayu Arif Dimas Adi Putu Made Wayan Ketut Nyoman Gede Sutrisno Suparman Sugeng Wahyu Teguh Heru Imam Taufik Rudi
        Yohanes Petrus Daniel Markus Stefanus Yosef Rian Galih Anton Robert Johan Marthen Benny Dani Hadi Zainal
        """);

    private static readonly string[] Last = Words("""
        Santoso Wijaya Setiawan Kurniawan Saputra Hidayat Nugroho Pratama Susanto Gunawan Hartono Suryadi Wibowo Rahman Hakim Ramadhan
        Siregar Nasution Harahap Lubis Simanjuntak Sitompul Panjaitan Hutapea Sinaga Ginting Tarigan Sembiring Tanjung Chaniago Piliang
        Situmorang Manurung Pasaribu Daulay Lase Zebua Rumbiak Wonda Kogoya Tabuni Pigai Latuconsina Pattiasina Tuasela Manuputty Rumagit
        Lumentut Mandagi Wowor Tumbelaka Daeng Mappanyukki Alamsyah Firmansyah Maulana Syahputra Purnomo Handoko Suharto Mulyono Subagyo
        Permana Sudrajat Kusuma Halim Prasetyo
        """);

    public static string Full(Dice dice, bool female)
    {
        var first = dice.Pick(female ? Women : Men);
        return dice.Next(12) switch
        {
            0 => first,
            <= 4 => $"{first} {dice.Pick(female ? Women : Men)} {dice.Pick(Last)}",
            _ => $"{first} {dice.Pick(Last)}",
        };
    }

    public static string Maiden(Dice dice) => $"{dice.Pick(Women)} {dice.Pick(Women)}";

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
