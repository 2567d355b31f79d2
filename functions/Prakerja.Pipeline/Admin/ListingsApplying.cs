using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Admin;

/// <param name="From">First of the list's order.</param>
public sealed record ListingPart(string Listing, int From);

/// <summary>Puts an approved list into effect, part by part; each part may be repeated. A sweep starts what a crash kept from starting.</summary>
public sealed class ListingsApplying(ListingsStore store, Listings listings, IWorkflowClient workflows) : IWorkflowModule, ITimerTask
{
    public static readonly WorkflowName<string, Nothing> Workflow = new("ApplyListing");
    private static readonly ActivityName<string, int> Count = new("CountListing");
    private static readonly ActivityName<ListingPart, Nothing> Apply = new("ApplyListingPart");
    private static readonly ActivityName<string, Nothing> Finish = new("FinishListing");
    private const int PartSize = 1000;

    public string Name => "listings";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(10));

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(Workflow, 1, RunAsync)
        .AddActivity(Count, async (id, _) => (await store.FindAsync(id))?.Listing.Count ?? 0)
        .AddActivity(Apply, ApplyAsync)
        .AddActivity(Finish, FinishAsync);

    public Task StartAsync(string listing) => workflows.StartAsync(Workflow, $"listing:{listing}", listing);

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        foreach (var listing in (await store.AllAsync()).Where(l => l.State == ListingState.Approved))
        {
            await StartAsync(listing.Id);
        }
    }

    private static async Task<Nothing> RunAsync(IWorkflowContext context, string listing)
    {
        var count = await context.CallActivityAsync(Count, listing, RetryPolicy.Standard);
        for (var from = 0; from < count; from += PartSize)
        {
            await context.CallActivityAsync(Apply, new ListingPart(listing, from), RetryPolicy.Standard);
        }

        return await context.CallActivityAsync(Finish, listing, RetryPolicy.Standard);
    }

    private async Task<Nothing> ApplyAsync(ListingPart part, CancellationToken cancellation)
    {
        await listings.AddAsync(await store.IndexesAsync(part.Listing, part.From, PartSize), part.Listing);
        return Nothing.Value;
    }

    private async Task<Nothing> FinishAsync(string id, CancellationToken cancellation)
    {
        while (await store.FindAsync(id) is { Listing.State: ListingState.Approved } found
            && !await store.ReplaceAsync(found.Listing with { State = ListingState.Applied }, found.ETag))
        {
        }

        return Nothing.Value;
    }
}
