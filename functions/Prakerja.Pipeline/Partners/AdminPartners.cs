using System.Globalization;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Partners;

/// <summary>
/// Who may report training and payments, and with which keys. One operator proposes a partner or new keys for one and hands the keys over, another
/// approves; only then they hold. Beyond api.md, which leaves open where partners come from.
/// </summary>
public sealed class AdminPartners(PartnerRegistry registry, PartnerAccounts accounts, ConflictsOfInterest conflicts, ITableStore tables, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-partner", "POST", "/api/admin/partners", Access.Operator, ProposeAsync)
        {
            Body = BodyKind.Json, Replayable = false, SuccessStatus = 201, Tag = "Staff", Request = typeof(PartnerRequest), Response = typeof(PartnerKeysView),
            Summary = "Proposes a partner, new keys for a known one, its owner or account; keys are shown once. All holds from the approval of another operator.",
        },
        new("approve-partner", "POST", "/api/admin/partners/{id}/proposals/{number}/approval", Access.Operator, ApproveAsync)
        {
            Tag = "Staff", Response = typeof(PartnerView), Summary = "Approval of the proposal of this number by another operator: the new keys hold from now, the old ones for the days of overlap.",
        },
        new("list-partners", "GET", "/api/admin/partners", Access.Operator | Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<PartnerView>), Query = Paging.Query, Summary = "Registered partners and what waits for a second person; no keys.",
        },
    ];

    private async Task<Reply> ProposeAsync(Call call)
    {
        if (call.Read<PartnerRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (asked, overlap, account, problem) = request.Parse();
        if (problem is not null)
        {
            return problem;
        }

        if (request.KeepKeys == true && await registry.FindAsync(asked.Id) is not { Entry.Seeds.Count: > 0 })
        {
            return Problems.Invalid("keepKeys", new("Mitra ini belum punya kunci.", "This partner has no keys yet."));
        }

        var (seed, wrapped) = request.KeepKeys == true ? (null, []) : await registry.NewSeedAsync();
        var proposal = new PartnerProposal(call.Caller.Id, clock.GetUtcNow(), asked.LegacyAllowed, overlap, wrapped)
        {
            Owner = request.Owner, Account = account is var (provider, number, holder) ? await accounts.SealAsync(provider, number, holder) : null,
        };
        await audit.AppendAsync(call.Caller.Id, "propose-partner", asked.Id);
        return await StoreAsync(asked, proposal) is { } stored ? Reply.Created(Shown(stored, seed)) : Taken;
    }

    private static PartnerKeysView Shown(PartnerEntry stored, byte[]? seed)
    {
        var (key, secret) = seed is null ? (null, (string?)null) : PartnerRegistry.KeysOf(seed);
        return new PartnerKeysView(PartnerView.Of(stored), key, secret);
    }

    /// <summary>Null: id or client code belongs to somebody else.</summary>
    private async Task<PartnerEntry?> StoreAsync(PartnerEntry asked, PartnerProposal proposal)
    {
        while (true)
        {
            if (await registry.FindAsync(asked.Id) is not { } found)
            {
                if (asked.Propose(proposal) is var added && await registry.AddAsync(added))
                {
                    return added;
                }

                if (await registry.FindAsync(asked.Id) is null)
                {
                    return null;
                }
            }
            else if ((found.Entry.Kind, found.Entry.ClientCode) != (asked.Kind, asked.ClientCode))
            {
                return null;
            }
            else if (found.Entry.Propose(proposal) is var changed && await registry.ReplaceAsync(changed, found.ETag))
            {
                return changed;
            }
        }
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        while (int.TryParse(call.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await registry.FindAsync(call.Route("id")) is { } found)
        {
            if (found.Entry.Proposal is not { } proposal || proposal.Number != number)
            {
                return Problems.NothingProposed;
            }

            if (proposal.By == call.Caller.Id)
            {
                return Problems.SecondPersonNeeded;
            }

            await audit.AppendAsync(call.Caller.Id, $"approve-partner-{number}", found.Entry.Id);
            var approved = found.Entry.Approve(proposal, clock.GetUtcNow());
            if (await registry.ReplaceAsync(approved, found.ETag))
            {
                await conflicts.RefreshAsync(call.Cancellation);
                return Reply.Ok(PartnerView.Of(approved));
            }
        }

        return Problems.NotFound;
    }

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (rows, next, problem) = await Paging.ScanAsync(tables, PartnerRegistry.Table, PartnerRegistry.Partition, PartnerRegistry.Range, limit, cursor);
        return problem ?? Reply.Ok(new Page<PartnerView>([.. rows.Select(r => PartnerView.Of(PipelineJson.Read<PartnerEntry>(r.Body)))], next));
    }

    private static Problem Taken => Problems.Conflict(
        "partner-taken", new("Sudah dipakai", "Taken"), new("Id atau client code ini milik mitra lain, atau jenisnya berbeda.", "This id or client code is another partner's, or of another kind."));
}
