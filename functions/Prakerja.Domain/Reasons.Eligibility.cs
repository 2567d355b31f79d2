namespace Prakerja.Domain;

public static partial class Reasons
{
    private const string ComplainId = "Jika data ini keliru, perbaiki datanya atau ajukan pengaduan.";
    private const string ComplainEn = "If this is wrong, correct your data or file a complaint.";

    private static Reason[] Eligibility() =>
    [
        New("age-under-18", "Peserta harus berusia sedikitnya 18 tahun pada hari gelombang ditutup.",
            "You must be at least 18 years old on the day the batch closes.",
            "Anda boleh bergabung setelah berulang tahun ke-18.", "You may join once you have turned 18."),
        New("age-over-64", "Peserta harus berusia paling banyak 64 tahun pada hari gelombang ditutup.",
            "You must be at most 64 years old on the day the batch closes.",
            "Periksa tanggal lahir Anda. " + ComplainId, "Check your date of birth. " + ComplainEn),
        New("in-formal-education", "Anda menyatakan sedang bersekolah atau kuliah.", "You declared that you attend a school or university.",
            "Anda boleh mendaftar setelah lulus; perbarui pernyataan Anda saat itu.", "You may apply once you have finished; update your declaration then."),
        New("student-registry", "Anda tercatat sebagai siswa atau mahasiswa aktif.", "You are on record as an active pupil or student.",
            "Jika sudah lulus atau berhenti, minta sekolah atau kampus memperbarui datanya, lalu ajukan pengaduan.",
            "If you have finished or left, ask the school or university to update its records, then file a complaint."),
        New("occupation-barred", "Pekerjaan yang Anda nyatakan tidak dapat mengikuti program ini.", "The occupation you declared may not take part in the programme.",
            "Jika pekerjaan Anda berubah atau salah diisi, perbarui pernyataan Anda.", "If your occupation changed or was entered wrongly, update your declaration."),
        New("official-registry", "Anda tercatat sebagai pejabat, aparatur negara, TNI, Polri, perangkat desa atau pengurus BUMN/BUMD.",
            "You are on record as an official, civil servant, soldier, police officer, village official or board member of a state company.",
            "Jika catatan itu tidak berlaku lagi, ajukan pengaduan dengan bukti.", "If that record is out of date, file a complaint with proof."),
        New("social-aid", "Anda tercatat atau menyatakan menerima bantuan sosial lain.", "You are on record, or declared, as receiving other social aid.",
            "Jika bantuan itu sudah berakhir, perbarui pernyataan Anda atau ajukan pengaduan.", "If that aid has ended, update your declaration or file a complaint."),
        New("wage-above-threshold", "Upah bulanan Anda melebihi Rp3.500.000.", "Your monthly wage is above Rp 3,500,000.",
            "Jika upah Anda berubah atau salah diisi, perbarui pernyataan Anda.", "If your wage changed or was entered wrongly, update your declaration."),
        New("deceased", "Data kependudukan mencatat pemilik NIK ini telah meninggal dunia.", "The civil registry records the holder of this NIK as deceased.",
            "Jika ini keliru, datangi Dinas Dukcapil dengan KTP Anda, lalu ajukan pengaduan.", "If this is wrong, see the civil registry office with your KTP, then file a complaint."),
        New("already-recipient", "Kartu Prakerja hanya diberikan satu kali seumur hidup dan Anda sudah menerimanya.",
            "The Prakerja card is given once in a lifetime and you have had it.",
            "Jika Anda belum pernah menerimanya, ajukan pengaduan.", "If you never received it, file a complaint."),
        New("previously-revoked", "Kepesertaan Anda pernah dicabut, sehingga tidak dapat mendaftar lagi.", "Your participation was once revoked, so you cannot take part again.",
            "Jika pencabutan itu keliru, ajukan pengaduan.", "If the revocation was a mistake, file a complaint."),
        New("household-cap", "Dua orang dalam kartu keluarga Anda sudah menjadi penerima.", "Two people on your family card are recipients already.",
            "Jika kartu keluarga Anda sudah berubah, perbarui nomor KK Anda.", "If your family card has changed, update your family card number."),
    ];
}
