using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>An office registers people who cannot do it themselves; they go on with their own phone.</summary>
public sealed class OfficeTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Header =
        "nik,familyCardNumber,fullName,birthPlace,birthDate,gender,mothersMaidenName,address,regency,education,employment,affected,village,disability,"
        + "inFormalEducation,occupation,receivesSocialAid,monthlyWage,consent,email,phone";

    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Office_RegistersPeople_WhoLogInAndBecomeVerified()
    {
        var people = await fixture.PeopleAsync(2);
        var answer = await PostAsync(200, $"{Header}\n{Line(people[0])}\nno,good,line\n{Line(people[1])}\n");
        Assert.Equal((2, 1), (answer.Number("accepted"), answer.Number("rejected")));
        Assert.Equal(["accepted", "rejected", "accepted"], answer["items"]!.AsArray().Select(i => i!.Text("status")));
        await PhotosAsync(answer["items"]![0]!.Text("id"));
        await Host.SettleAsync();

        await people[0].LogInAgainAsync();
        await people[0].VerifyPhoneAsync();
        await Host.SettleAsync();

        Assert.Equal("verified", await people[0].StateAsync());
    }

    [Fact]
    public async Task Office_SameFileTwice_TakesNobodyTwice()
    {
        var file = $"{Header}\n{Line(await fixture.SomebodyAsync())}\n";
        var (first, second) = (await PostAsync(200, file), await PostAsync(200, file));

        Assert.Equal(first["items"]![0]!.Text("id"), second["items"]![0]!.Text("id"));
    }

    [Fact]
    public async Task Office_KnownPerson_IsAnsweredLikeAnUnknownOne()
    {
        var (known, unknown) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await known.BecomeVerifiedAsync();

        var answer = await PostAsync(200, $"{Header}\n{Line(known)}\n{Line(unknown)}\n");

        Assert.All(answer["items"]!.AsArray(), i => Assert.Equal("accepted", i!.Text("status")));
        await Host.SettleAsync();
        Assert.Equal("verified", await known.StateAsync());
    }

    private static string Line(Applicant person)
    {
        var (profile, declaration) = (person.Resident["profile"]!, person.Resident["declaration"]!);
        var values = Header.Split(',').Select(column => column switch
        {
            "consent" => "true",
            _ => (person.Resident[column] ?? profile[column] ?? declaration[column])!.ToString(),
        });
        return string.Join(',', values.Select(v => v.Contains(',', StringComparison.Ordinal) ? $"\"{v}\"" : v));
    }

    private async Task<JsonNode> PostAsync(int status, string file)
    {
        var bytes = Encoding.UTF8.GetBytes(file);
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("text/csv") } };
        using var response = await Host.SendAsync(
            HttpMethod.Post, "/api/offices/registrations", content, await TokenAsync(), ("Signature", Convert.ToHexStringLower(SHA256.HashData(bytes))));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {text}"));
        return JsonNode.Parse(text)!;
    }

    private async Task PhotosAsync(string id)
    {
        foreach (var photo in new[] { "ktp", "selfie" })
        {
            await Host.SendOkAsync(HttpMethod.Put, $"/api/offices/registrations/{id}/photos/{photo}", Photos.Png(), await TokenAsync());
        }
    }

    /// <summary>Of the office for all of Indonesia.</summary>
    private async Task<string> TokenAsync()
    {
        var operators = await Host.GetOkAsync("/sandbox/operators");
        return operators.AsArray().Single(o => o!.Text("name") == "office-indonesia")!.Text("token");
    }
}
