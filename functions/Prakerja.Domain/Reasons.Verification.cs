namespace Prakerja.Domain;

public static partial class Reasons
{
    private static Reason[] Verification() =>
    [
        New("identity-review", "Identitas Anda sedang diperiksa oleh petugas.", "A member of staff is checking your identity.",
            "Tidak ada yang perlu dilakukan; hasilnya akan dikirim kepada Anda.", "There is nothing to do; you will be sent the result."),
        New("identity-mismatch", "Data Anda tidak cocok dengan data kependudukan.", "Your data does not match the civil registry.",
            "Periksa NIK, nomor KK, nama, tempat dan tanggal lahir serta nama ibu kandung sesuai KTP dan KK, lalu kirim lagi.",
            "Check NIK, family card number, name, place and date of birth and mother's maiden name against your KTP and family card, then send them again."),
        New("identity-locked", "Data Anda belum diperiksa: sudah tiga kali data tidak cocok dalam 24 jam.",
            "Your data was not checked: it did not match three times within 24 hours.",
            "Periksa KTP dan kartu keluarga, lalu kirim lagi setelah 24 jam.", "Check the KTP and family card and send your data again after 24 hours."),
        New("registry-unavailable", "Layanan data kependudukan sedang tidak dapat dihubungi; data Anda sudah tersimpan.",
            "The civil registry cannot be reached at the moment; your data is safely stored.",
            "Tidak ada yang perlu dilakukan; pemeriksaan dilanjutkan secara otomatis.", "There is nothing to do; the check goes on by itself."),
        New("identity-rejected", "Petugas memeriksa identitas Anda dan tidak dapat menerimanya.", "A member of staff checked your identity and could not accept it.",
            "Perbaiki data dan unggah foto KTP serta swafoto yang jelas, atau ajukan pengaduan.", "Correct your data and upload clear photos of your KTP and yourself, or file a complaint."),
        New("steps-open", "Pendaftaran Anda belum lengkap.", "Your registration is not complete.",
            "Selesaikan langkah-langkah yang masih terbuka di dasbor.", "Complete the steps that are still open on your dashboard."),
        New("withdrawn", "Anda telah mengundurkan diri dari program.", "You have withdrawn from the programme.",
            "Jika Anda tidak pernah mengundurkan diri, ajukan pengaduan.", "If you never withdrew, file a complaint."),
    ];
}
