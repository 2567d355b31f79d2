namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Moved by hand; the broker's messages fall due and its locks run out by it.</summary>
internal sealed class BrokerClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Move(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
