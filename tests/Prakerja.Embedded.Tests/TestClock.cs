using Prakerja.Engine.Time;

namespace Prakerja.Embedded.Tests;

internal static class TestClock
{
    public static VirtualClock Create(WorkTracker work) => new(new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero), work);
}
