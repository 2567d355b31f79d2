using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Partners;

internal static class PartnerProblems
{
    public static Problem NotYours => new(403, "not-your-course", new("Bukan pelatihan Anda", "Not your course"),
        new("Hanya lembaga atau platform pelatihan ini yang boleh.", "Only the course's own institution or platform may do this."));

    public static Problem UnknownCode(int status) => new(status, "unknown-redeem-code", new("Kode redeem tidak dikenal", "Unknown redeem code"),
        new("Tidak ada pembelian dengan kode ini.", "There is no purchase with this code."));

    public static Problem TooManyReports => new(409, "too-many-reports", new("Laporan terlalu banyak", "Too many reports"),
        new($"Paling banyak {WebhookInbox.MostPerParticipant} laporan disimpan per peserta; hubungi kami untuk mengoreksi.", $"At most {WebhookInbox.MostPerParticipant} reports are kept per participant; contact us for corrections."));

    public static Problem NotRedeemable => new(422, "not-redeemable", new("Kode tidak dapat dipakai", "The code cannot be used"),
        new("Pembelian ini dibatalkan atau dicabut.", "This purchase was cancelled or revoked."));
}
