namespace Prakerja.Pipeline.Notifications;

/// <summary>Texts of what is sent; <c>{name}</c> takes an argument of the note.</summary>
public sealed record Template(LocalText Subject, LocalText Body);

public static class Templates
{
    private static readonly Dictionary<string, Template> All = new(StringComparer.Ordinal)
    {
        ["code-login"] = new(
            new("Kode masuk Kartu Prakerja", "Kartu Prakerja log-in code"),
            new("Kode masuk Anda: {code}. Berlaku 10 menit. Jangan berikan kepada siapa pun.", "Your log-in code: {code}. Valid for 10 minutes. Do not give it to anybody.")),
        ["code-phone"] = new(
            new("Kode verifikasi ponsel", "Phone verification code"),
            new("Kode verifikasi ponsel Anda: {code}. Berlaku 10 menit.", "Your phone verification code: {code}. Valid for 10 minutes.")),
        ["verified"] = new(
            new("Identitas Anda terverifikasi", "Your identity is verified"),
            new("Anda dapat bergabung dengan gelombang yang dibuka untuk domisili Anda.", "You can join a batch that is open for your domicile.")),
        ["identity-mismatch"] = new(
            new("Data Anda tidak cocok", "Your data does not match"),
            new("Data Anda tidak cocok dengan data kependudukan. Periksa kembali isian Anda dan kirim lagi.", "Your data does not match the civil registry. Check what you filled in and send it again.")),
        ["identity-locked"] = new(
            new("Data Anda belum diperiksa", "Your data was not checked"),
            new("Sudah tiga kali data tidak cocok dalam 24 jam. Periksa kembali isian Anda dan kirim lagi setelah 24 jam.", "The data did not match three times within 24 hours. Check what you filled in and send it again after 24 hours.")),
        ["refused"] = new(
            new("Anda belum dapat mengikuti program", "You cannot take part at present"),
            new("Alasannya dan yang dapat Anda lakukan ada di dasbor.", "The reasons and what you can do are on your dashboard.")),
        ["selected"] = new(
            new("Selamat, Anda terpilih", "Congratulations, you were selected"),
            new("Anda terpilih pada gelombang {batch}. Beli pelatihan pertama paling lambat {firstPurchaseBy}.", "You were selected in batch {batch}. Buy your first course by {firstPurchaseBy}.")),
        ["called-up"] = new(
            new("Anda dipanggil dari cadangan", "You were called up from the reserves"),
            new("Sebuah tempat pada gelombang {batch} menjadi milik Anda. Beli pelatihan pertama paling lambat {firstPurchaseBy}.", "A place in batch {batch} is now yours. Buy your first course by {firstPurchaseBy}.")),
        ["not-eligible-at-award"] = new(
            new("Tempat Anda tidak dapat diberikan", "Your place could not be given"),
            new("Pemeriksaan terakhir untuk gelombang {batch} menemukan halangan; alasannya ada di dasbor.", "The last check for batch {batch} found an obstacle; the reasons are on your dashboard.")),
        ["deadline"] = new(
            new("Tenggat mendekat", "A deadline is near"),
            new("{what}: paling lambat {at}.", "{what}: by {at} at the latest.")),
        ["revoked"] = new(
            new("Kartu Anda dicabut", "Your card was revoked"),
            new("Alasannya ada di dasbor. Anda dapat mengajukan pengaduan.", "The reason is on your dashboard. You can file a complaint.")),
        ["purchase"] = new(
            new("Pelatihan dibeli", "Course bought"),
            new("Kode redeem {redeemCode} untuk {title}.", "Redeem code {redeemCode} for {title}.")),
        ["purchase-cancelled"] = new(
            new("Pelatihan dibatalkan", "Course cancelled"),
            new("Pembelian {redeemCode} dibatalkan; Rp {amount} kembali ke saldo pelatihan Anda.", "Purchase {redeemCode} was cancelled; Rp {amount} is back in your training balance.")),
        ["course-completed"] = new(
            new("Pelatihan selesai", "Course completed"),
            new("Sertifikat untuk {title} telah diterima. Berikan ulasan dan penilaian di dasbor.", "The certificate for {title} was received. Give a review and a rating on your dashboard.")),
        ["deadline-first-purchase"] = new(
            new("Tenggat pembelian pertama mendekat", "The deadline of your first purchase is near"),
            new("Beli pelatihan pertama paling lambat {at}; sesudah itu kartu Anda dicabut.", "Buy your first course by {at}; after that your card is revoked.")),
        ["deadline-balance"] = new(
            new("Saldo pelatihan akan hangus", "Your training balance will expire"),
            new("Saldo pelatihan yang tidak dipakai sampai {at} kembali ke kas negara.", "Training balance not used by {at} returns to the treasury.")),
        ["account-verified"] = new(
            new("Rekening Anda terverifikasi", "Your payment account is verified"),
            new("Insentif akan dibayarkan ke rekening ini.", "Incentives will be paid to this account.")),
        ["account-rejected"] = new(
            new("Rekening Anda tidak dapat dipakai", "Your payment account cannot be used"),
            new("Alasannya ada di dasbor; perbaiki dan kirim lagi.", "The reason is on your dashboard; correct it and send it again.")),
        ["account-changed"] = new(
            new("Rekening pembayaran Anda diganti", "Your payment account is being changed"),
            new("Rekening {account} ({provider}) disambungkan sebagai pengganti rekening Anda. Jika bukan Anda yang menggantinya, segera sambungkan kembali rekening Anda dan ajukan pengaduan.",
                "Account {account} ({provider}) was linked in place of yours. If it was not you, link your own account again at once and file a complaint.")),
        ["account-cooling-off"] = new(
            new("Rekening baru Anda terverifikasi", "Your new payment account is verified"),
            new("Demi keamanan, insentif dibayarkan ke rekening ini mulai {from} WIB.", "For your safety, incentives are paid to this account from {from} WIB on.")),
        ["incentive-limit"] = new(
            new("Pembayaran insentif ditunda", "Incentive payment postponed"),
            new("Rekening Anda sudah mencapai batas penerimaan bulan ini; {key} dikirim lagi mulai {from}. Anda juga dapat menyambungkan rekening lain.",
                "Your account has reached what it can take this month; {key} is sent again from {from} on. You can also link another account.")),
        ["incentive-stopped"] = new(
            new("Pembayaran insentif dihentikan", "Incentive payment stopped"),
            new("Pembayaran {key} dihentikan untuk diperiksa; uangnya tetap tersimpan.", "The payment of {key} was stopped to be looked into; the money is kept.")),
        ["incentive-paid"] = new(
            new("Insentif dibayarkan", "Incentive paid"),
            new("Rp {amount} untuk {key} telah dibayarkan.", "Rp {amount} for {key} has been paid.")),
        ["recovery-opened"] = new(
            new("Ada uang yang harus dikembalikan", "There is money to be repaid"),
            new("Rp {amount} terbayar karena kekeliruan. Kembalikan paling lambat {by} dengan berita {code}; insentif Anda berikutnya diperhitungkan. Angsuran dapat diminta di dasbor.", "Rp {amount} was paid in error. Repay it by {by} with the reference {code}; incentives due to you are set off against it. You can ask for instalments on your dashboard.")),
        ["recovery-due"] = new(
            new("Tenggat pengembalian mendekat", "A repayment is due soon"),
            new("Kembalikan Rp {amount} paling lambat {by} dengan berita {code}.", "Repay Rp {amount} by {by} with the reference {code}.")),
        ["recovery-overdue"] = new(
            new("Pengembalian terlambat", "A repayment is overdue"),
            new("Rp {amount} jatuh tempo {by} dan belum kami terima. Kembalikan dengan berita {code} atau minta angsuran di dasbor.", "Rp {amount} was due by {by} and has not reached us. Repay it with the reference {code}, or ask for instalments on your dashboard.")),
        ["recovery-offset"] = new(
            new("Insentif diperhitungkan", "Incentive set off"),
            new("Rp {amount} dari {key} diperhitungkan dengan uang yang harus Anda kembalikan.", "Rp {amount} of {key} was set off against what you have to repay.")),
        ["recovery-plan"] = new(
            new("Angsuran disetujui", "Instalments agreed"),
            new("Anda mengembalikan Rp {amount} dalam {months} angsuran bulanan; jadwalnya ada di dasbor.", "You repay Rp {amount} in {months} monthly instalments; their days are on your dashboard.")),
        ["recovery-settled"] = new(
            new("Pengembalian selesai", "Repayment completed"),
            new("Rp {amount} telah kembali; tidak ada lagi yang terutang.", "Rp {amount} has come back; nothing is owed any more.")),
        ["incentive-failed"] = new(
            new("Pembayaran insentif gagal", "Incentive payment failed"),
            new("Pembayaran {key} ditolak; periksa rekening Anda di dasbor.", "The payment of {key} was rejected; check your account on the dashboard.")),
        ["survey-open"] = new(
            new("Survei dibuka", "A survey is open"),
            new("Survei {number} dapat dijawab sampai {by}.", "Survey {number} can be answered until {by}.")),
        ["complaint-decided"] = new(
            new("Pengaduan Anda diputuskan", "Your complaint was decided"),
            new("Putusannya ada di dasbor.", "The decision is on your dashboard.")),
        ["withdrawn"] = new(
            new("Anda telah mengundurkan diri", "You have withdrawn"),
            new("Data yang tidak wajib disimpan telah dihapus.", "What no law keeps has been erased.")),
    };

    /// <exception cref="KeyNotFoundException">No such template: a fault in the program.</exception>
    public static (string Subject, string Body) Render(string template, bool english, IReadOnlyDictionary<string, string> arguments)
    {
        var found = All[template];
        return (Fill(english ? found.Subject.En : found.Subject.Id, arguments), Fill(english ? found.Body.En : found.Body.Id, arguments));
    }

    private static string Fill(string text, IReadOnlyDictionary<string, string> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }
}
