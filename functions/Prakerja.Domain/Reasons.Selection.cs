namespace Prakerja.Domain;

public static partial class Reasons
{
    private static Reason[] Selection() =>
    [
        New("not-selected", "Anda belum terpilih: peminat lebih banyak daripada tempat, dan pemilihannya dilakukan secara acak.",
            "You were not selected: there were more candidates than places, and the choice is random.",
            "Anda dapat bergabung dengan gelombang berikutnya tanpa mendaftar ulang.", "You can join the next batch without registering again."),
        New("batch-cancelled", "Gelombang ini dibatalkan oleh pengelola; tidak ada yang terpilih darinya.",
            "This batch was cancelled by the programme; nobody was selected from it.",
            "Anda tetap terverifikasi dan dapat bergabung dengan gelombang berikutnya tanpa mendaftar ulang.",
            "You stay verified and can join the next batch without registering again."),
        New("reserve", "Anda berada di daftar cadangan dan dipanggil jika ada tempat yang kosong.", "You are on the reserve list and are called up if a place becomes free.",
            "Tunggu pemberitahuan; peringkat cadangan Anda ada pada hasil undian.", "Wait for a message; your rank on the list is in the result of the draw."),
        New("household", "Undian memilih anggota lain dari kartu keluarga Anda, sehingga batas dua penerima sudah tercapai.",
            "Other members of your family card came first in the draw, which fills its limit of two recipients.",
            "Jika kartu keluarga Anda sudah berubah, perbarui nomor KK Anda sebelum gelombang berikutnya.", "If your family card has changed, update its number before the next batch."),
        New("batch-closed", "Gelombang ini tidak sedang dibuka.", "This batch is not open.",
            "Pilih gelombang lain yang dibuka untuk domisili Anda.", "Choose another batch that is open for your domicile."),
        New("not-verified", "Identitas Anda belum terverifikasi.", "Your identity is not verified yet.",
            "Selesaikan langkah pendaftaran dan tunggu hasil verifikasi.", "Complete the steps of registration and wait for the verification."),
        New("already-in-batch", "Anda sudah bergabung dengan sebuah gelombang.", "You are in a batch already.",
            "Tunggu hasilnya, atau keluar dahulu selama gelombang itu masih dibuka.", "Wait for its result, or leave it first while it is open."),
        New("test-open", "Tes motivasi dan kemampuan dasar belum dikirim.", "The motivation and basic-ability test has not been handed in.",
            "Selesaikan dan kirim tes Anda; nilainya tidak menggugurkan siapa pun.", "Finish and hand in the test; its score refuses nobody."),
        New("first-purchase-missed", "Pelatihan pertama tidak dibeli sampai batas waktunya, sehingga kepesertaan dicabut.",
            "No first course was bought in time, so the participation was revoked.",
            "Jika Anda terhalang oleh gangguan pada layanan kami, ajukan pengaduan.", "If a fault on our side kept you from it, file a complaint."),
    ];
}
