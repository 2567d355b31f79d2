using System.Security.Cryptography;
using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Instances;

/// <summary>The commands of one run: numbers them, compares them with the history while replaying, and keeps the open ones.</summary>
internal sealed class CommandLog(string instanceId)
{
    private readonly Dictionary<int, Command> open = [];
    private List<Command> fresh = [];
    private List<HistoryEntry> unwritten = [];
    private Dictionary<int, CommandIssued>? recorded;

    public int Count { get; private set; }

    public IReadOnlyCollection<Command> Open => open.Values;

    public bool HasUnwritten => unwritten.Count > 0;

    public void Expect(IEnumerable<HistoryEntry> history) =>
        recorded = history.OfType<CommandIssued>().ToDictionary(issued => issued.Command);

    public void Issue(Command command, string fingerprint, DateTimeOffset at)
    {
        var issued = new CommandIssued(at, command.Index, command.Kind, command.Name, fingerprint);
        if (command.Index != Count)
        {
            throw new InvalidOperationException($"Command {command.Index} was issued as number {Count}.");
        }

        Count++;
        if (recorded is null || !recorded.Remove(command.Index, out var expected))
        {
            unwritten.Add(issued);
        }
        else if (expected with { At = at } != issued)
        {
            throw NonDeterminism(command.Index, expected.ToString(), issued.ToString());
        }

        open.Add(command.Index, command);
        fresh.Add(command);
    }

    /// <summary>The command if it is still open.</summary>
    /// <exception cref="NonDeterministicWorkflowException">It was never issued.</exception>
    public Command? Find(int index)
    {
        if (index >= Count)
        {
            throw NonDeterminism(index, recorded is not null && recorded.TryGetValue(index, out var expected) ? expected.ToString() : "the outcome of a command", "nothing");
        }

        return open.GetValueOrDefault(index);
    }

    public Command? Close(int index)
    {
        var command = Find(index);
        open.Remove(index);
        return command;
    }

    public Command? FindOpen(int index) => open.GetValueOrDefault(index);

    /// <summary>After a replay: everything in the history must have been issued again.</summary>
    public void CheckAllIssued()
    {
        if (recorded is { Count: > 0 })
        {
            var first = recorded.Keys.Min();
            throw NonDeterminism(first, recorded[first].ToString(), "nothing");
        }
    }

    /// <summary>Issued since the last call and still open, in order.</summary>
    public IEnumerable<Command> TakeFresh()
    {
        var taken = fresh;
        fresh = [];
        return taken.Where(command => open.ContainsKey(command.Index));
    }

    public void Again(Command command) => fresh.Add(command);

    public List<HistoryEntry> TakeUnwritten()
    {
        var taken = unwritten;
        unwritten = [];
        return taken;
    }

    public static string Fingerprint(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    private NonDeterministicWorkflowException NonDeterminism(int position, string expected, string found) =>
        new($"Instance '{instanceId}' is not deterministic at command {position}: its history has {expected}, the code issued {found}.");
}
