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
        New("eligibility-lost", "Anda tidak lagi memenuhi syarat program.", "You no longer meet the programme's conditions.",
            ComplainId, ComplainEn),
        New("deadline-passed", "Batas waktunya sudah lewat.", "The deadline has passed.",
            "Jika gangguan pada layanan kami menjadi penyebabnya, ajukan pengaduan.", "If a fault on our side was the cause, file a complaint."),
    ];
}
