using System.Globalization;
using System.Text;

namespace Prakerja.Local.Tests.Programme;

/// <summary>No answer tells whether an e-mail, phone or NIK is registered: whole responses are compared, the date aside.</summary>
public sealed class OracleTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    /// <summary>Told back in each answer; made up by the host if the caller gives none.</summary>
    private const string Correlation = "0f8fad5bd9cb469fa16570867728950e";

    private RunningHost Host => fixture.Host;

    [Theory]
    [InlineData("/api/accounts", null)]
    [InlineData("/api/sessions/codes", null)]
    [InlineData("/api/sessions", "000000")]
    public async Task Address_KnownOrUnknown_IsAnsweredAlike(string path, string? code)
    {
        var (known, unknown) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await known.BecomeVerifiedAsync();
        foreach (var kind in new[] { "email", "phone" })
        {
            for (var attempt = 0; attempt < 9; attempt++)
            {
                var (first, second) = (await AnswerAsync(known, kind), await AnswerAsync(unknown, kind));
                Assert.Equal(first, second);
            }
        }

        Task<string> AnswerAsync(Applicant person, string kind)
        {
            var body = new Dictionary<string, string> { [kind] = person.Resident.Text(kind) };
            if (code is not null)
            {
                body["code"] = code;
            }

            return SendAsync(HttpMethod.Post, path, body, null);
        }
    }

    [Fact]
    public async Task Address_KnownAndUnknown_ArriveAtTheSameLimit()
    {
        var (known, unknown) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await known.BecomeVerifiedAsync();
        var (first, second) = (await StatusesAsync(known), await StatusesAsync(unknown));

        Assert.Equal(first, second);
        Assert.Equal(429, first[^1]);

        async Task<List<int>> StatusesAsync(Applicant person)
        {
            var statuses = new List<int>();
            for (var attempt = 0; attempt < 8; attempt++)
            {
                using var response = await Host.SendAsync(HttpMethod.Post, "/api/sessions/codes", new { email = person.Resident.Text("email") });
                statuses.Add((int)response.StatusCode);
            }

            return statuses;
        }
    }

    [Fact]
    public async Task Nik_KnownOrUnknown_IsAnsweredAlike()
    {
        var known = await fixture.SomebodyAsync();
        await known.BecomeVerifiedAsync();
        var (first, second, third) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await first.RegisterAsync();
        await second.RegisterAsync();

        Assert.Equal(await IdentifyAsync(first, known), await IdentifyAsync(second, third));
        Assert.Equal(await StepsAsync(first), await StepsAsync(second));

        Task<string> IdentifyAsync(Applicant person, Applicant owner) =>
            SendAsync(HttpMethod.Put, "/api/me/identity", new { nik = owner.Nik, familyCardNumber = owner.Card }, person.Token);
    }

    [Fact]
    public async Task Contacts_KnownOrUnknownEmail_AreAnsweredAlike()
    {
        var (known, unknown) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await known.RegisterAsync();
        var (first, second) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await first.RegisterAsync();
        await second.RegisterAsync();

        Assert.Equal(await ChangeAsync(first, known), await ChangeAsync(second, unknown));

        Task<string> ChangeAsync(Applicant person, Applicant owner) =>
            SendAsync(HttpMethod.Put, "/api/me/contacts", new { email = owner.Resident.Text("email"), phone = owner.Resident.Text("phone") }, person.Token);
    }

    private static async Task<string> StepsAsync(Applicant person) => (await person.MeAsync())["steps"]!.ToJsonString();

    /// <summary>Status, headers and body as one text.</summary>
    private async Task<string> SendAsync(HttpMethod method, string path, object body, string? token)
    {
        using var response = await Host.SendAsync(method, path, body, token, ("X-Correlation-Id", Correlation));
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}");
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).OrderBy(h => h.Key, StringComparer.Ordinal).Where(h => h.Key != "Date"))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", values)}");
        }

        return text.Append(await response.Content.ReadAsStringAsync()).ToString();
    }
}
