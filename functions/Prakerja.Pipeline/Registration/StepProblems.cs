using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Registration;

internal static class StepProblems
{
    public static Problem Locked => Problems.Conflict("facts-locked", new("Data sudah terkunci", "The data is locked"),
        new("Data ini tidak dapat diubah setelah diverifikasi atau selama ikut gelombang.", "This data cannot be changed once verified or while in a batch."));
}
