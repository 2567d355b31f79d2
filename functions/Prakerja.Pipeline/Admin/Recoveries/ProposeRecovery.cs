using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Admin.Recoveries;

/// <param name="Amount">Whole Rupiah that came back.</param>
/// <param name="Provider">Bank or wallet it came back through.</param>
/// <param name="Reason">Where it was seen: the statement and its line.</param>
public sealed record RepaymentRequest(long? Amount, string? Provider, string? Reason);

public sealed record WriteOffRequest(string? Reason);

/// <summary>POST …/{id}/repayments, /instalments and /write-off, by one finance person; they take effect once another approves.</summary>
public sealed class ProposeRecovery(RecoveryProposals proposals, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 1000, Lines: true);

    public IEnumerable<Endpoint> Endpoints =>
    [
        Act<RepaymentRequest>("propose-repayment", "repayments", "Proposes to record cash that came back from the person.", Parse),
        Act<InstalmentsRequest>("propose-instalments", "instalments", "Proposes that the rest is repaid in 2-12 monthly instalments.", Parse),
        Act<WriteOffRequest>("propose-write-off", "write-off", "Proposes to give up what is left; the state bears it.", Parse),
    ];

    private Endpoint Act<T>(string name, string act, string summary, Func<T, Fields, RecoveryProposal> parse)
        where T : class =>
        new(name, "POST", $"/api/admin/recoveries/{{id}}/{act}", Access.Finance, call => HandleAsync(call, parse))
        {
            Body = BodyKind.Json, BodyLimit = 8192, SuccessStatus = 202, ReplayFor = TimeSpan.MaxValue, Tag = "Money", Request = typeof(T), Response = typeof(RecoveryView),
            Summary = $"{summary} It takes effect once another finance person approves.",
        };

    private async Task<Reply> HandleAsync<T>(Call call, Func<T, Fields, RecoveryProposal> parse)
        where T : class
    {
        if (call.Read<T>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var proposal = parse(request, fields) with { By = call.Caller.Id };
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (RecoveryId.Parse(call.Route("id")) is not { } id)
        {
            return Problems.NotFound;
        }

        var (row, refused) = await proposals.ProposeAsync(id, proposal, number => audit.AppendAsync(call.Caller.Id, $"propose-{proposal.Act.Word()}-{number}", $"{id}"));
        return refused is not null ? refused : Reply.Accepted(RecoveryView.Of(row!, clock.GetUtcNow()));
    }

    private static RecoveryProposal Parse(RepaymentRequest request, Fields fields)
    {
        var amount = fields.Need("amount", request.Amount);
        fields.Check("amount", request.Amount is null || TransferLimits.Holds(amount), new($"Rupiah bulat, 1 sampai {TransferLimits.Largest}.", $"Whole Rupiah, 1 to {TransferLimits.Largest}."));
        return new RecoveryProposal(0, RecoveryAct.Repayment, "", default, Reason(request.Reason, fields), amount, fields.Take("provider", PaymentProviders.ParseProvider(request.Provider)));
    }

    private static RecoveryProposal Parse(InstalmentsRequest request, Fields fields)
    {
        var months = fields.Need("instalments", request.Instalments);
        fields.Check("instalments", request.Instalments is null || InstalmentPlan.Allows(months), InstalmentsRequest.Wrong);
        return new RecoveryProposal(0, RecoveryAct.Instalments, "", default, Reason(request.Reason, fields), Months: months);
    }

    private static RecoveryProposal Parse(WriteOffRequest request, Fields fields) => new(0, RecoveryAct.WriteOff, "", default, Reason(request.Reason, fields));

    private static string Reason(string? text, Fields fields) => fields.Take("reason", ReasonRule.Parse(text));
}
