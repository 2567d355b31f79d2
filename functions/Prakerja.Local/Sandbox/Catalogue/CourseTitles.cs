using Prakerja.Domain.Schemes;

namespace Prakerja.Local.Sandbox.Catalogue;

/// <summary>What the made-up courses are about: title, occupation, and how they are given (self-evident from the subject).</summary>
internal static class CourseTitles
{
    /// <summary>Sixty, in an order that never changes: the position makes the course code.</summary>
    public static IReadOnlyList<(string Title, string Occupation, TrainingMode Mode)> All { get; } =
        [.. Of(Online, TrainingMode.Online), .. Of(Offline, TrainingMode.Offline), .. Of(Hybrid, TrainingMode.Hybrid)];

    private const string Online = """
        Pemasaran Digital untuk Usaha Mikro|Staf Pemasaran
        Dasar Pemrograman Web|Pengembang Web
        Desain Grafis dengan Perangkat Gratis|Desainer Grafis
        Bahasa Inggris untuk Layanan Pelanggan|Staf Layanan Pelanggan
        Administrasi Perkantoran Modern|Staf Administrasi
        Pembukuan Sederhana untuk Warung|Pemilik Usaha
        Menjadi Admin Toko Daring|Admin Toko Daring
        Penulisan Konten yang Menjual|Penulis Konten
        Analisis Data dengan Lembar Kerja|Analis Data
        Fotografi Produk dengan Ponsel|Fotografer Produk
        Video Pendek untuk Promosi|Pembuat Konten
        Layanan Pelanggan lewat Percakapan|Agen Layanan Pelanggan
        Dasar Keamanan Data di Kantor|Staf Administrasi
        Penyuntingan Video Dasar|Penyunting Video
        Perpajakan Usaha Mikro|Pemilik Usaha
        Kecakapan Wawancara Kerja|Pencari Kerja
        Bahasa Jepang untuk Pekerja|Pekerja Migran
        Pengelolaan Media Sosial|Pengelola Media Sosial
        Dasar Desain Antarmuka|Desainer Antarmuka
        Manajemen Persediaan|Staf Gudang
        Teknik Negosiasi Penjualan|Tenaga Penjual
        Pengantar Uji Perangkat Lunak|Penguji Perangkat Lunak
        Menulis Surat Resmi|Sekretaris
        Ekspor bagi Pemula|Staf Ekspor
        Literasi Keuangan Keluarga|Pemilik Usaha
        Pemasaran Produk Pertanian|Petani
        Dasar Ilmu Gizi untuk Katering|Juru Masak
        Pengelolaan Homestay|Pengelola Wisata
        """;

    private const string Offline = """
        Tata Boga: Kue Tradisional|Pembuat Kue
        Menjahit Pakaian Dasar|Penjahit
        Perawatan Sepeda Motor|Mekanik
        Instalasi Listrik Rumah Tinggal|Teknisi Listrik
        Barista Dasar|Barista
        Tata Rias Pengantin|Penata Rias
        Servis Pendingin Ruangan|Teknisi Pendingin
        Pengelasan Busur Manual|Juru Las
        Budidaya Ikan Lele|Pembudidaya Ikan
        Hidroponik Pekarangan|Petani
        Mengemudi Aman untuk Kurir|Kurir
        Pijat dan Perawatan Tubuh|Terapis
        Perbaikan Telepon Seluler|Teknisi Ponsel
        Pertukangan Kayu|Tukang Kayu
        Batik Tulis dan Cap|Perajin Batik
        Pengolahan Hasil Laut|Pengolah Ikan
        """;

    private const string Hybrid = """
        Operator Forklif|Operator Alat
        Perawat Lansia|Perawat Lansia
        Pengasuh Anak Bersertifikat|Pengasuh Anak
        Pemandu Wisata Lokal|Pemandu Wisata
        Teknisi Jaringan Komputer|Teknisi Jaringan
        Kebersihan dan Sanitasi Hotel|Petugas Hotel
        Keselamatan Kerja Konstruksi|Pekerja Konstruksi
        Barber Profesional|Pemangkas Rambut
        Kewirausahaan Kuliner|Pemilik Usaha
        Pemeliharaan Panel Surya|Teknisi Surya
        Desain Busana Digital|Perancang Busana
        Perawatan Mesin Jahit Industri|Teknisi Mesin
        Pengelolaan Bank Sampah|Pengelola Lingkungan
        Pelayanan Restoran|Pramusaji
        Pengemasan Produk Pangan|Produsen Pangan
        Pemetaan dengan Wahana Udara|Operator Drone
        """;

    private static IEnumerable<(string Title, string Occupation, TrainingMode Mode)> Of(string lines, TrainingMode mode) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split('|')).Select(parts => (parts[0], parts[1], mode));
}
