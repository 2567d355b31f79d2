namespace Prakerja.Domain;

public static partial class Reasons
{
    private static Reason[] Incentives() =>
    [
        New("certificate-missing", "Sertifikat pelatihan pertama belum kami terima.", "The certificate of your first course has not reached us.",
            "Selesaikan pelatihan pertama; lembaga pelatihan melaporkan sertifikatnya.", "Finish your first course; the training institution reports the certificate."),
        New("review-missing", "Ulasan dan penilaian pelatihan pertama belum diberikan.", "Your first course still lacks your review and rating.",
            "Berikan ulasan dan penilaian di dasbor.", "Give a review and a rating on your dashboard."),
        New("attendance-incomplete", "Belum semua sesi pelatihan pertama diikuti.", "Not all sessions of your first course have been attended.",
            "Ikuti semua sesi; jika kehadiran Anda salah dicatat, hubungi lembaga pelatihan.", "Attend all sessions; if your attendance was recorded wrongly, contact the institution."),
        New("not-due-yet", "Insentif ini belum jatuh tempo.", "This incentive is not due yet.",
            "Tidak ada yang perlu dilakukan; insentif dibayar pada tanggalnya.", "There is nothing to do; it is paid on its date."),
        New("survey-unanswered", "Survei ini belum diisi.", "This survey has not been answered.",
            "Isi survei di dasbor sebelum batas waktunya.", "Answer the survey on your dashboard before its deadline."),
        New("survey-not-open", "Survei ini belum dibuka.", "This survey is not open yet.",
            "Survei dibuka 30 hari, lalu setiap 30 hari, setelah insentif pertama dibayar.", "Surveys open every 30 days after the first incentive was paid."),
        New("payment-unknown", "Bank atau dompet digital belum memastikan hasil pembayaran ini.", "The bank or wallet has not told us yet what became of this payment.",
            "Tidak ada yang perlu dilakukan; kami menanyakannya sampai jelas.", "There is nothing to do; we keep asking until it is known."),
        New("payment-rejected", "Bank atau dompet digital menolak pembayaran ini; uang Anda tetap tersimpan.", "The bank or wallet rejected this payment; your money is kept for you.",
            "Periksa batas dan keaktifan rekening Anda atau sambungkan rekening lain; pembayaran lalu diulang.", "Check your account's limits and that it is active, or link another; the payment is then made again."),
        New("payment-limit", "Rekening atau dompet digital Anda sudah mencapai batas penerimaan bulan ini.", "Your account or wallet has reached what it can take this month.",
            "Tidak ada yang perlu dilakukan; insentif dikirim sendiri pada bulan berikutnya, atau sambungkan rekening lain.", "There is nothing to do; it is sent by itself next month, or link another account."),
        New("payment-too-large", "Jumlah ini melebihi yang dapat diterima rekening atau dompet digital Anda.", "This amount is more than your account or wallet can take.",
            "Sambungkan rekening lain atas nama Anda sendiri.", "Link another account in your own name."),
        New("payment-queued", "Insentif ini menunggu giliran pengiriman ke bank atau dompet digital.", "This incentive waits for its turn to be sent to the bank or wallet.",
            "Tidak ada yang perlu dilakukan; insentif dikirim dengan sendirinya.", "There is nothing to do; it is sent by itself."),
        New("payment-held", "Pembayaran hari ini melebihi batas harian dan menunggu persetujuan petugas.", "Today's payments exceed the daily limit and wait for staff to approve them.",
            "Tidak ada yang perlu dilakukan; insentif dikirim setelah disetujui, atau paling lambat dicoba lagi besok.", "There is nothing to do; it is sent once approved, or tried again tomorrow at the latest."),
        New("payment-checking", "Pemeriksaan terakhir sebelum pembayaran belum dapat dilakukan.", "The last check before the payment could not be made yet.",
            "Tidak ada yang perlu dilakukan; kami mencobanya lagi.", "There is nothing to do; we try again."),
        New("payment-stopped", "Pembayaran ini dihentikan untuk diperiksa.", "This payment was stopped to be looked into.",
            ComplainId, ComplainEn),
        New("offset", "Insentif ini diperhitungkan, seluruhnya atau sebagian, dengan uang yang harus Anda kembalikan.", "This incentive was set off, in full or in part, against money you have to repay.",
            "Rinciannya ada pada recoveries di dasbor; jika keliru, ajukan pengaduan.", "The details are under recoveries on your dashboard; if it is wrong, file a complaint."),
        New("eligibility-lost", "Anda tidak lagi memenuhi syarat program.", "You no longer meet the programme's conditions.",
            ComplainId, ComplainEn),
        New("deadline-passed", "Batas waktunya sudah lewat.", "The deadline has passed.",
            "Jika gangguan pada layanan kami menjadi penyebabnya, ajukan pengaduan.", "If a fault on our side was the cause, file a complaint."),
    ];
}
