using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

/// <summary>POST /api/v1/integration/payment/redeem-code/status and /commit, as training partners already call them.</summary>
public sealed class RedeemCodeEndpoints(PartnerSignatures signatures, RedeemCodes codes, ParticipantStore participants) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        Of("redeem-code-status", "status", "What has become of a redeem code.", StatusAsync),
        Of("redeem-code-commit", "commit", "Takes a redeem code up; again and again gives the same answer.", CommitAsync),
    ];

    private Endpoint Of(string name, string verb, string summary, Func<RedeemTarget, string, int?, Task<Reply>> act) =>
        new(name, "POST", $"/api/v1/integration/payment/redeem-code/{verb}", Access.Partner, call => HandleAsync(call, act))
        {
            Body = BodyKind.Raw, BodyLimit = 16 * 1024, Replayable = false, Tag = "Partners", Request = typeof(RedeemCodeRequest),
            Response = typeof(RedeemCodeEnvelope), Headers = PartnerSignatures.EitherHeaders, Summary = summary,
        };

    private async Task<Reply> HandleAsync(Call call, Func<RedeemTarget, string, int?, Task<Reply>> act)
    {
        var reply = await AnswerAsync(call, act);
        return reply.Problem is { } problem ? problem.AsEnvelope(call.English) : reply;
    }

    private async Task<Reply> AnswerAsync(Call call, Func<RedeemTarget, string, int?, Task<Reply>> act)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (call.Read<RedeemCodeRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var given = fields.Need("redeem_code", request.RedeemCode);
        fields.Check("sequence", request.Sequence is null or >= 1, new("Nomor sesi dihitung dari 1.", "Session numbers count from 1."));
        if (fields.Problem is { } invalid)
        {
            return invalid;
        }

        if (RedeemCodes.Normalise(given) is not { } code || await codes.FindAsync(code) is not { } target)
        {
            return PartnerProblems.UnknownCode(404);
        }

        return target.IsOf(partner.Id) ? await act(target, code, request.Sequence) : PartnerProblems.NotYours;
    }

    private async Task<Reply> StatusAsync(RedeemTarget target, string code, int? sequence) =>
        AnswerOf((await participants.FindAsync(target.Participant))?.FindPurchase(code), sequence, new("Kode redeem ditemukan.", "The redeem code was found."));

    private async Task<Reply> CommitAsync(RedeemTarget target, string code, int? sequence)
    {
        var reply = await participants.ChangeAsync(target.Participant, change => ValueTask.FromResult(Commit(change, code, sequence)));
        return reply ?? PartnerProblems.UnknownCode(404);
    }

    private static Reply Commit(ParticipantChange change, string code, int? sequence)
    {
        var purchase = change.Participant.FindPurchase(code);
        if (purchase is not null && !PurchaseRules.IsLive(purchase))
        {
            return PartnerProblems.NotRedeemable;
        }

        if (purchase is { State: PurchaseState.Bought } && SequenceProblem(purchase, sequence) is null)
        {
            purchase = purchase with { State = PurchaseState.Committed, CommittedAt = change.At };
            change.Replace(purchase);
        }

        return AnswerOf(purchase, sequence, new("Kode redeem dipakai.", "The redeem code is committed."));
    }

    private static Reply AnswerOf(Purchase? purchase, int? sequence, LocalText message) =>
        purchase is null ? PartnerProblems.UnknownCode(404)
        : SequenceProblem(purchase, sequence) is { } problem ? problem
        : Reply.Ok(new RedeemCodeEnvelope(true, message.Id, RedeemCodeData.Of(purchase, sequence)));

    private static Problem? SequenceProblem(Purchase purchase, int? sequence) => sequence > purchase.Sessions
        ? Problems.Invalid("sequence", new($"Pelatihan ini memiliki {purchase.Sessions} sesi.", $"This course has {purchase.Sessions} sessions."))
        : null;
}
