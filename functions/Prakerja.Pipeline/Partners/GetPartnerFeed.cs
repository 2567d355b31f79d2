using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

public sealed record PartnerFeedList(IReadOnlyList<FeedItem> Items, string? Next);

/// <summary>GET /api/partners/redeem-codes: what was bought, cancelled and revoked of the partner's own courses.</summary>
public sealed class GetPartnerFeed(PartnerSignatures signatures, ITableStore tables) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("partner-redeem-codes", "GET", "/api/partners/redeem-codes", Access.Partner, HandleAsync)
        {
            Tag = "Partners", Response = typeof(PartnerFeedList),
            Summary = "Bought, cancelled and revoked, oldest first. Entries appear within seconds of their time: ask again from a little before the last one seen.",
            Headers = PartnerSignatures.EitherHeaders, Query = [new("since", "RFC 3339; only what happened at or after it."), .. Paging.Query],
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (call.ReadPage(out var limit, out var cursor) is { } badPage)
        {
            return badPage;
        }

        var since = DateTimeOffset.MinValue;
        if (call.Query("since") is { } text
            && !DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out since))
        {
            return Problems.Invalid("since", new("Waktu RFC 3339, misalnya 2026-01-05T08:00:00+07:00.", "An RFC 3339 time, such as 2026-01-05T08:00:00+07:00."));
        }

        var (rows, next, problem) = await Paging.ScanAsync(tables, PartnerFeed.Table, partner.Id, PartnerFeed.Since(since), limit, cursor);
        return problem ?? Reply.Ok(new PartnerFeedList([.. rows.Select(r => PipelineJson.Read<FeedItem>(r.Body))], next));
    }
}
