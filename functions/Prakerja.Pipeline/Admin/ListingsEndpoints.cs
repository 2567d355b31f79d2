using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Admin;

public sealed record ListingView(string Listing, string List, int Count, string State, string CreatedBy, DateTimeOffset CreatedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt);

/// <summary>Ministry lists of the affected: one operator imports, another approves. A list only raises priority.</summary>
public sealed class ListingsEndpoints(ListingsStore store, ListingsApplying applying, BlindIndex index, AuditTrail audit, IRandomSource random, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("import-listing", "POST", "/api/admin/listings", Access.Operator, ImportAsync)
        {
            Body = BodyKind.Raw, BodyLimit = 6 * 1024 * 1024, MediaTypes = ["application/json", "text/csv"], SuccessStatus = 201, Tag = "Staff",
            Request = typeof(ListingRequest), Response = typeof(ListingView), Query = [new("list", "Name of the list, for CSV.")],
            Summary = "Imports a list as a draft: {list, niks} or CSV with one NIK a line. Malformed NIKs are named by line and nothing is taken.",
        },
        new("list-listings", "GET", "/api/admin/listings", Access.Operator | Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<ListingView>), Summary = "All lists; drafts wait for a second person.", Query = [new("state", "draft, approved or applied")],
        },
        new("approve-listing", "POST", "/api/admin/listings/{id}/approval", Access.Operator, ApproveAsync)
        {
            Tag = "Staff", Response = typeof(ListingView), Summary = "Approval by another operator puts the list into effect.",
        },
    ];

    private async Task<Reply> ImportAsync(Call call)
    {
        var (list, niks, problem) = ListingsImport.Read(call);
        if (problem is not null)
        {
            return problem;
        }

        var listing = new Listing(random.Hex(8), list, niks.Count, ListingState.Draft, call.Caller.Id, clock.GetUtcNow());
        await audit.AppendAsync(call.Caller.Id, "import-listing", listing.Id);
        await store.AddAsync(listing, niks.Select(index.Nik));
        return Reply.Created(View(listing));
    }

    private async Task<Reply> ListAsync(Call call)
    {
        var state = call.Query("state") is { } word ? WireWord.Parse<ListingState>(word) : null;
        return state is { IsOk: false }
            ? Problems.Invalid("state", state.Problem)
            : Reply.Ok(new Page<ListingView>([.. (await store.AllAsync()).Where(l => state is null || l.State == state.Value).Select(View)], null));
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        while (await store.FindAsync(call.Route("id")) is { } found)
        {
            if (found.Listing.CreatedBy == call.Caller.Id)
            {
                return Problems.SecondPersonNeeded;
            }

            if (found.Listing.State != ListingState.Draft)
            {
                return Reply.Ok(View(found.Listing));
            }

            await audit.AppendAsync(call.Caller.Id, "approve-listing", found.Listing.Id);
            var approved = found.Listing with { State = ListingState.Approved, ApprovedBy = call.Caller.Id, ApprovedAt = clock.GetUtcNow() };
            if (await store.ReplaceAsync(approved, found.ETag))
            {
                await applying.StartAsync(approved.Id);
                return Reply.Ok(View(approved));
            }
        }

        return Problems.NotFound;
    }

    private static ListingView View(Listing l) => new(l.Id, l.List, l.Count, l.State.Word(), l.CreatedBy, l.CreatedAt, l.ApprovedBy, l.ApprovedAt);
}
