using Microsoft.Azure.Functions.Worker;

namespace Prakerja.Functions.Hosting;

/// <summary>What triggered a function.</summary>
public static class Triggers
{
    /// <summary>An orchestrator awaits nothing but its context, so no middleware of ours may.</summary>
    public static bool IsOrchestration(this FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(b => string.Equals(b.Type, "orchestrationTrigger", StringComparison.OrdinalIgnoreCase));
}
