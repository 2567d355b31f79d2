namespace Prakerja.Domain;

public static partial class Reasons
{
    private static Reason[] Accounts() =>
    [
        New("account-missing", "Rekening atau dompet digital belum disambungkan.", "No bank account or wallet is linked.",
            "Sambungkan rekening atas nama Anda sendiri paling lambat 3 Desember.", "Link an account in your own name by 3 December."),
        New("account-checking", "Rekening Anda sedang diperiksa oleh bank atau dompet digital.", "The bank or wallet is checking your account.",
            "Tidak ada yang perlu dilakukan; hasilnya akan dikirim kepada Anda.", "There is nothing to do; you will be sent the result."),
        New("account-rejected", "Rekening Anda tidak dapat dipakai.", "Your account cannot be used.",
            "Sambungkan rekening lain atas nama Anda sendiri.", "Link another account in your own name."),
        New("account-owner-mismatch", "NIK atau nama pemilik rekening berbeda dengan data Anda.", "The NIK or name of the account's owner differs from yours.",
            "Sambungkan rekening yang didaftarkan dengan NIK Anda sendiri.", "Link an account that was opened with your own NIK."),
        New("account-not-kyc", "Dompet digital Anda belum ditingkatkan (verifikasi identitas).", "Your wallet has not been upgraded (identity verification).",
            "Tingkatkan akun di aplikasi dompet digital, lalu sambungkan lagi.", "Upgrade it in the wallet's app, then link it again."),
        New("account-inactive", "Rekening Anda tidak aktif.", "Your account is not active.",
            "Aktifkan kembali di bank atau dompet digital, atau sambungkan rekening lain.", "Have it reactivated by the bank or wallet, or link another."),
        New("account-phone-mismatch", "Nomor ponsel dompet digital berbeda dengan nomor yang Anda daftarkan.", "The wallet's phone number differs from the one you registered.",
            "Samakan nomor ponsel di profil atau di dompet digital, lalu sambungkan lagi.", "Make the two numbers the same, here or in the wallet, then link it again."),
        New("account-cooling-off", "Rekening Anda baru saja diganti; demi keamanan, pembayaran ke rekening baru dimulai 3 hari setelah diverifikasi.",
            "Your account was changed just now; for your safety, payments to the new one begin 3 days after it was verified.",
            "Jika bukan Anda yang menggantinya, segera sambungkan rekening Anda sendiri dan ajukan pengaduan.", "If it was not you who changed it, link your own account at once and file a complaint."),
        New("account-in-use", "Rekening ini tidak dapat disambungkan ke akun Anda.", "This account cannot be linked to you.",
            "Pakai rekening yang hanya Anda sambungkan sendiri; jika ini rekening Anda, ajukan pengaduan.", "Use an account that only you have linked; if it is your own, file a complaint."),
    ];
}
