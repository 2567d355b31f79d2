using System.Text.Json;

namespace Prakerja.Pipeline.Ports;

/// <summary>A workflow as a head binds it: JSON in, JSON out.</summary>
public sealed record WorkflowBinding(string Name, int Version, Func<IWorkflowContext, ReadOnlyMemory<byte>, Task<byte[]>> RunAsync);

/// <summary>An activity as a head binds it: JSON in, JSON out.</summary>
public sealed record ActivityBinding(string Name, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> RunAsync);

/// <summary>Every workflow (each version) and activity of the pipeline, once; both heads bind what is in here.</summary>
public sealed class WorkflowCatalog(JsonSerializerOptions json)
{
    /// <summary>Largest input, output or event, serialised.</summary>
    public const int MaxPayload = 16 * 1024;

    private readonly Dictionary<(string Name, int Version), WorkflowBinding> workflows = [];
    private readonly Dictionary<string, ActivityBinding> activities = new(StringComparer.Ordinal);

    public JsonSerializerOptions Json => json;

    public IReadOnlyCollection<WorkflowBinding> Workflows => workflows.Values;

    public IReadOnlyCollection<ActivityBinding> Activities => activities.Values;

    public WorkflowCatalog AddWorkflow<TIn, TOut>(WorkflowName<TIn, TOut> name, int version, Func<IWorkflowContext, TIn, Task<TOut>> run)
    {
        workflows.Add((name.Name, version), new WorkflowBinding(name.Name, version, async (context, input) =>
            Serialize(await run(context, Deserialize<TIn>(input)))));
        return this;
    }

    public WorkflowCatalog AddActivity<TIn, TOut>(ActivityName<TIn, TOut> name, Func<TIn, CancellationToken, Task<TOut>> run)
    {
        activities.Add(name.Name, new ActivityBinding(name.Name, async (input, cancellation) =>
            Serialize(await run(Deserialize<TIn>(input), cancellation))));
        return this;
    }

    /// <summary>The newest version: new instances start with it.</summary>
    public WorkflowBinding Latest(string name) =>
        workflows.Values.Where(w => w.Name == name).MaxBy(w => w.Version)
        ?? throw new ArgumentException($"No workflow is named '{name}'.", nameof(name));

    /// <summary>A version an instance was started with; null if this build no longer has it.</summary>
    public WorkflowBinding? Find(string name, int version) => workflows.GetValueOrDefault((name, version));

    public ActivityBinding? FindActivity(string name) => activities.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">Larger than <see cref="MaxPayload"/>.</exception>
    public byte[] Serialize<T>(T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, json);
        return bytes.Length <= MaxPayload
            ? bytes
            : throw new InvalidOperationException($"A payload of type {typeof(T).Name} has {bytes.Length} bytes; the limit is {MaxPayload}.");
    }

    public T Deserialize<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span, json)!;
}
