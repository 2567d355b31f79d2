using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Offices;

/// <summary>Whoever logs in to an account that an office made shows first, by the NIK, to be that person.</summary>
public class OfficeConfirmationTests
{
    [Fact]
    public async Task Address_Mistyped_ShowsNothingToItsOwner()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await RegisteredAsync(harness, "mistyped@example.id");

        foreach (var wrong in new[] { 7, 8, 9 })
        {
            Assert.Equal("identity-not-confirmed", (await IdentityAsync(harness, id, wrong)).Problem);
        }

        Assert.Equal(429, (await IdentityAsync(harness, id, 1)).Status);
        Assert.Equal("identity-not-confirmed", (await harness.AsAsync(id, "GET", "/api/me/data")).Problem);
        Assert.Equal("identity-not-confirmed", (await harness.AsAsync(id, "PUT", "/api/me/contacts", new { phone = "+6281234567890" })).Problem);
        Assert.Equal(1, (await harness.FindAsync(id)).Facts.Version);
    }

    [Fact]
    public async Task Owner_NotConfirmed_MayOnlyLookConfirmAndProveThePhone()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await RegisteredAsync(harness, "mistyped@example.id");
        var open = new List<string>();
        foreach (var endpoint in harness.Get<IReadOnlyList<Endpoint>>().Where(e => e.Access.HasFlag(Access.Applicant)))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(endpoint.Route, @"\{[^}]+\}", "1");
            var answer = await harness.AsAsync(id, endpoint.Method, path, endpoint.Body == BodyKind.Json ? new { } : null);
            if (answer.Status != 409 || answer.Problem != "identity-not-confirmed")
            {
                open.Add($"{endpoint.Method} {path} {answer.Status}");
            }
        }

        Assert.Equal(["GET /api/me 200", "POST /api/me/phone/codes 409", "POST /api/me/phone/verifications 400", "PUT /api/me/identity 400"], open.Order(StringComparer.Ordinal));
        Assert.Null((await harness.FindAsync(id)).ErasureRequestedAt);
    }

    [Fact]
    public async Task Person_WhoKnowsTheNik_SeesTheirData()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await RegisteredAsync(harness, "siti@example.id");

        Assert.Equal(202, (await IdentityAsync(harness, id, 1)).Status);

        Assert.Equal(200, (await harness.AsAsync(id, "GET", "/api/me/data")).Status);
        Assert.Equal(202, (await harness.AsAsync(id, "PUT", "/api/me/contacts", new { phone = "+6281234567890" })).Status);
        Assert.Equal(1, (await harness.FindAsync(id)).Facts.Version);
    }

    /// <summary>Registered by the office with this address, whose owner logs in.</summary>
    private static async Task<string> RegisteredAsync(PipelineHarness harness, string email)
    {
        var id = (await OfficeRegistrationsTests.PostAsync(harness, OfficeRegistrationsTests.File(OfficeRegistrationsTests.Line(1, email: email)))).Json["items"]![0]!["id"]!.GetValue<string>();
        await harness.SendAsync("POST", "/api/sessions/codes", new { email });
        await harness.SettleAsync();
        Assert.Equal(201, (await harness.SendAsync("POST", "/api/sessions", new { email, code = harness.CodeTo(email) })).Status);
        return id;
    }

    private static Task<Answer> IdentityAsync(PipelineHarness harness, string id, int number) =>
        harness.AsAsync(id, "PUT", "/api/me/identity", new { nik = $"327301440395{number:D4}", familyCardNumber = "3273014403950001" });
}
