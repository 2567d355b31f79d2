using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Registration;

internal static class StepProblems
{
    /// <summary>Somebody logged in to what an office registered, and has not shown yet to be that person.</summary>
    public static Problem NotConfirmed => Problems.Conflict("identity-not-confirmed", new("Identitas belum dipastikan", "The identity is not confirmed yet"),
        new("Akun ini didaftarkan oleh kantor. Kirim NIK yang didaftarkan lewat PUT /api/me/identity; jika salah, hubungi kantor itu.",
            "An office registered this account. Send the NIK it was registered with to PUT /api/me/identity; if that is wrong, ask the office."));

    public static bool IsUnconfirmed(Participant participant) => participant.Assistance is { ConfirmedAt: null };

    public static Problem Locked => Problems.Conflict("facts-locked", new("Data sudah terkunci", "The data is locked"),
        new("Data ini tidak dapat diubah setelah diverifikasi atau selama ikut gelombang.", "This data cannot be changed once verified or while in a batch."));
}
