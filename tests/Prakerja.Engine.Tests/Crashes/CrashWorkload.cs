using System.Text.Json;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Crashes;

/// <summary>Instances that use everything: activities, a retried one, a fan-out, a child, a timer, an event, continue-as-new.</summary>
public sealed class CrashWorkload(EffectLedger ledger)
{
    public static readonly WorkflowName<Order, string> Main = new("Main");
    private static readonly WorkflowName<Order, string> Child = new("Child");
    private static readonly ActivityName<Effect, int> Act = new("Act");

    public sealed record Order(string Id, int Round);

    public sealed record Effect(string Instance, string Run, int Step);

    public WorkflowCatalog Catalog() => new WorkflowCatalog(new JsonSerializerOptions(JsonSerializerDefaults.Web))
        .AddWorkflow(Main, 1, MainAsync)
        .AddWorkflow(Child, 1, ChildAsync)
        .AddActivity(Act, async (effect, _) =>
        {
            ledger.Take(effect.Instance, effect.Run, effect.Step);
            await Task.Yield();
            return effect.Step;
        });

    private static async Task<string> MainAsync(IWorkflowContext context, Order order)
    {
        var run = context.NewGuid().ToString();
        Task<int> Do(int step) => context.CallActivityAsync(Act, new Effect(order.Id, run, (order.Round * 100) + step), new RetryPolicy(3, TimeSpan.FromMinutes(1)));

        var sum = await Do(1) + await Do(2);
        await context.DelayUntilAsync(context.UtcNow.AddMinutes(10));
        sum += await Do(3);
        var fromChild = await context.CallWorkflowAsync(Child, $"{order.Id}-kid{order.Round}", order);
        sum += await Do(4);
        var wait = await context.WaitForEventAsync<string>("go", context.UtcNow.AddHours(2));
        sum += (await Task.WhenAll(Do(10), Do(10), Do(10))).Sum();
        if (order.Round < 2)
        {
            context.ContinueAsNew(order with { Round = order.Round + 1 });
        }

        return $"{fromChild} {sum} {(wait.Arrived ? "" : "late")}";
    }

    private static async Task<string> ChildAsync(IWorkflowContext context, Order order)
    {
        var run = context.NewGuid().ToString();
        var first = await context.CallActivityAsync(Act, new Effect($"{order.Id}-kid", run, (order.Round * 100) + 1));
        await context.DelayUntilAsync(context.UtcNow.AddMinutes(5));
        return $"{first + await context.CallActivityAsync(Act, new Effect($"{order.Id}-kid", run, (order.Round * 100) + 2))}";
    }
}
