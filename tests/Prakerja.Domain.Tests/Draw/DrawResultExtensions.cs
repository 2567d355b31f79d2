using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

internal static class DrawResultExtensions
{
    public static byte[] ToBytes(this DrawResult result) => [.. result.Chunks().SelectMany(chunk => chunk.ToArray())];
}
