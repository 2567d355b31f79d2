using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Tests;

/// <summary>A journal that outlives an engine.</summary>
public abstract class TestJournal : IDisposable
{
    public abstract IJournal Current { get; }

    /// <summary>What a new process would see.</summary>
    public abstract void Reopen();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

public sealed class InMemory : TestJournal
{
    public override IJournal Current { get; } = new MemoryJournal();

    public override void Reopen() { }

    protected override void Dispose(bool disposing) { }
}
