using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Amounts;

/// <summary>
/// Every door by which a number of Rupiah, of shares or of places comes in as JSON: what it cannot be is refused there, by name, and leaves nothing behind.
/// Purchases, refunds, write-offs and the ways a case ends have none: their amounts are looked up.
/// </summary>
public sealed class RequestAmountsTests
{
    private const string Recovery = "00000000000000000000000000000001-1";

    private const string Batch =
        """{"scheme":"normal","opensAt":"2026-01-06T08:00:00+07:00","closesAt":"2026-01-08T08:00:00+07:00","announcesAt":"2026-01-09T08:00:00+07:00",""";

    private const string Course =
        """{"title":"Menjahit","institution":"institution-1","mode":"online","occupation":"Penjahit","level":"beginner","kind":"skilling","hours":20,""";

    /// <summary>Name; who calls; method and path; body with the value as <c>@</c>; field; values that are right there.</summary>
    public static TheoryData<string, string, string, string, string, string[]> Doors { get; } = new()
    {
        { "finance", "PUT", "/api/admin/budgets/2026", """{"amount":@,"reason":"x"}""", "amount", [] },
        { "finance", "POST", $"/api/admin/recoveries/{Recovery}/repayments", """{"amount":@,"provider":"bni","reason":"x"}""", "amount", [] },
        { "finance", "POST", $"/api/admin/recoveries/{Recovery}/instalments", """{"instalments":@,"reason":"x"}""", "instalments", [] },
        { "operator", "POST", "/api/admin/batches", Batch + """ "reserves":0,"places":{"32.73":@}}""", "places", [] },
        { "operator", "POST", "/api/admin/batches", Batch + """ "reserves":@,"places":{"32.73":1}}""", "reserves", [Extremes.Zero] },
        { "operator", "POST", "/api/admin/batches", Batch + """ "reserves":0,"national":{"places":@,"by":"population","weights":{"32.73":1}}}""", "national.places", [] },
        { "operator", "POST", "/api/admin/batches", Batch + """ "reserves":0,"national":{"places":1,"by":"population","weights":{"32.73":@}}}""", "national.weights", [] },
        { "platform", "PUT", "/api/partners/courses/JAHIT-1", Course + """ "price":@}""", "price", [] },
        { "platform", "PUT", "/api/partners/courses/JAHIT-1", Course + """ "price":1000,"commissionBasisPoints":@}""", "commissionBasisPoints", [Extremes.Zero, "null"] },
        { "applicant", "PUT", "/api/me/declaration", """{"inFormalEducation":false,"occupation":"none","receivesSocialAid":false,"consents":[],"truthful":true,"monthlyWage":@}""", "monthlyWage", [Extremes.Zero] },
        { "applicant", "POST", $"/api/me/recoveries/{Recovery}/instalments", """{"instalments":@}""", "instalments", [] },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Amount_ThatCannotBe_IsRefusedByNameAndLeavesNothing(string who, string method, string path, string body, string field, string[] right)
    {
        var tables = new WatchedTables();
        await using var harness = (await PipelineHarness.StartAsync(decorate: tables.Watch)).WithPartners();
        var id = await harness.AddVerifiedAsync(1);
        var before = await tables.ReadAllAsync();
        var wrong = new List<string>();
        foreach (var value in Extremes.Json.Except(right))
        {
            var answer = await SendAsync(harness, who, id, method, path, body.Replace("@", value, StringComparison.Ordinal));
            if (!Extremes.Names(answer, field, value))
            {
                wrong.Add($"{value}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before.Order(), (await tables.ReadAllAsync()).Order());
    }

    private static Task<Answer> SendAsync(PipelineHarness harness, string who, string id, string method, string path, string body) => who switch
    {
        "platform" => harness.LegacyAsync(PartnerCalls.Platform, method, path, body),
        "applicant" => JsonAsync(harness, method, path, body, harness.Get<AccessTokens>().Issue(id).Token),
        _ => JsonAsync(harness, method, path, body, TestOperators.Token(who == "finance" ? Access.Finance : Access.Operator, "fitri")),
    };

    private static Task<Answer> JsonAsync(PipelineHarness harness, string method, string path, string body, string token) =>
        harness.SendAsync(method, path, Encoding.UTF8.GetBytes(body), token, ("Content-Type", "application/json"));
}
