using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Payments;

public sealed record PaymentAccountRequest(string? Provider, string? Account);

/// <param name="Account">Last digits only.</param>
public sealed record PaymentAccountAnswer(string Provider, string Account, string State);

/// <summary>Links or corrects the account that incentives go to. The provider is asked whether it is the person's own; no money moves.</summary>
public sealed class PutPaymentAccount(ParticipantStore participants, BlindIndex index, IRandomSource random, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-payment-account", "PUT", "/api/me/payment-account", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Payments", Request = typeof(PaymentAccountRequest), Response = typeof(PaymentAccountAnswer),
            Summary = "Links a bank account or wallet: bni, bca (6-20 digits), ovo, gopay, linkaja, dana (the phone number). Checked by the provider; three wrong ones, then 1 h.",
        },
    ];

    private static Problem NotVerified { get; } = Problems.Conflict("not-verified", new("Belum terverifikasi", "Not verified yet"),
        new("Rekening dapat disambungkan setelah identitas Anda terverifikasi.", "An account can be linked once your identity is verified."));

    private static Problem Ended { get; } = Problems.Conflict("participation-ended", new("Kepesertaan sudah berakhir", "Participation has ended"),
        new("Tidak ada pembayaran lagi, sehingga rekening tidak dapat disambungkan.", "Nothing is paid any more, so that no account can be linked."));

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<PaymentAccountRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (fields, now) = (new Fields(), clock.GetUtcNow());
        var provider = fields.Take("provider", PaymentProviders.ParseProvider(request.Provider));
        if (fields.Problem is { } unknown)
        {
            return unknown;
        }

        if (PaymentPartners.Find(provider) is { } partner && partner.From > Wib.DateOf(now))
        {
            return NotYet(partner);
        }

        var account = fields.Take("account", PaymentProviders.ParseAccount(provider, request.Account));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        var reference = random.Hex(16);
        return await participants.ChangeAsync(call, change => ApplyAsync(change, provider, account, reference));
    }

    private async ValueTask<Reply> ApplyAsync(ParticipantChange change, string provider, AccountNumber account, string reference)
    {
        if (Refusal(change) is { } refused)
        {
            return refused;
        }

        var (known, key) = (change.Participant.Account, index.Account(provider, account.Normal));
        if (known is null || known.Index != key || !IsSettled(change.Participant))
        {
            await change.SetPersonalAsync(await change.PersonalAsync() with { PaymentAccount = account.Digits });
            var handedIn = new PaymentAccount(provider, account.Masked, key, reference, AccountState.Checking, null, change.At);
            change.Participant = change.Participant with { Account = AccountChanges.After(known, handedIn) };
            AccountChanges.Tell(change);
            change.WakeLifecycle();
        }

        return Reply.Accepted(new PaymentAccountAnswer(provider, account.Masked, change.Participant.Account!.State.Word()));
    }

    private static Problem NotYet(PaymentPartner partner) => Problems.Conflict("provider-unavailable", new("Bank atau dompet digital belum tersedia", "Bank or wallet not available yet"),
        new($"{partner.Name} dapat disambungkan mulai {partner.From:yyyy-MM-dd}.", $"{partner.Name} can be linked from {partner.From:yyyy-MM-dd}."));

    private static Problem? Refusal(ParticipantChange change) => change.Participant.State switch
    {
        ParticipantState.Registered or ParticipantState.Verifying or ParticipantState.Refused => NotVerified,
        ParticipantState.Revoked or ParticipantState.Withdrawn => Ended,
        _ => AccountRejections.Wait(change.Participant.Account, change.At) is { } wait
            ? Problems.TooMany(wait, new("Rekening ditolak terlalu sering. Periksa nomornya dan coba lagi nanti.", "Accounts were rejected too often. Check the number and try again later."))
            : null,
    };

    /// <summary>Whether handing in the same account again changes nothing: it is being checked, or good and no payment to it has failed.</summary>
    private static bool IsSettled(Participant participant) =>
        participant.Account!.State == AccountState.Checking
        || (participant.Account.State == AccountState.Verified && participant.Payouts.All(p => p.State != PaymentState.Failed));
}
