using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Tables;
using Prakerja.Engine.Journal;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>All of a world that outlives a process.</summary>
internal sealed class PersistedState
{
    private static readonly BlobLinks Links = new(new byte[32], new Uri("http://simulation"), TimeProvider.System);

    private PersistedState(MemoryTableStore tables, MemoryJournal journal, MemoryBlobStore blobs, DateTimeOffset now, long seed)
    {
        (Tables, Journal, Blobs, Now) = (tables, journal, blobs, now);
        Random = new SeededRandomSource(seed);
    }

    /// <summary>Keys are the same in every world: making them takes longer than a payout.</summary>
    public static FolderKeyVault Vault { get; } = FolderKeyVault.FromSeed(0, new SystemRandomSource());

    public MemoryTableStore Tables { get; }

    public MemoryJournal Journal { get; }

    public MemoryBlobStore Blobs { get; }

    public SeededRandomSource Random { get; }

    /// <summary>What the present process says the time is; the next one begins there.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>References of payouts → whom they concern; follows from the tables.</summary>
    public Dictionary<string, StepSubject> References { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Runs of workflows → whom they concern; follows from the journal.</summary>
    public Dictionary<long, StepSubject> Runs { get; private init; } = [];

    public static PersistedState New(DateTimeOffset start, long seed) => new(new MemoryTableStore(), new MemoryJournal(), new MemoryBlobStore(Links), start, seed);

    /// <summary>Another world that has come as far as this one.</summary>
    public PersistedState Copy(long seed) => new(Tables.Copy(), Journal.Copy(), Blobs.Copy(), Now, seed)
    {
        References = new Dictionary<string, StepSubject>(References, StringComparer.Ordinal), Runs = new Dictionary<long, StepSubject>(Runs),
    };
}
