using System.Collections.Concurrent;

namespace Prakerja.Contracts.Workflows;

/// <summary>What activities were asked to do, in order.</summary>
public sealed class Calls
{
    private readonly ConcurrentQueue<string> made = new();

    public IReadOnlyList<string> Made => [.. made];

    public int Count(string call) => made.Count(other => other == call);

    public Task<string> AddAsync(string call)
    {
        made.Enqueue(call);
        return Task.FromResult($"{call}!");
    }
}
