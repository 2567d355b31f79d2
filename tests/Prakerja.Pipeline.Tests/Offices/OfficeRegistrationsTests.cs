using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Tests.Photos;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Offices;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Offices;

public class OfficeRegistrationsTests
{
    private const string Path = "/api/offices/registrations";
    private static readonly string Office = TestOperators.Token(Access.Office, "bandung@32.73");

    [Fact]
    public async Task File_WithGoodAndBadLines_TakesTheGoodOnesAndNamesWhatIsWrong()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await PostAsync(harness, File(Line(1), Line(2, regency: "31.71"), Line(3, nik: "12"), Line(1), Line(4, consent: "false"), "x,y"));

        Assert.Equal((200, 1, 5), (answer.Status, answer.Json["accepted"]!.GetValue<int>(), answer.Json["rejected"]!.GetValue<int>()));
        Assert.Equal(
            ["2 accepted ", "3 rejected regency", "4 rejected nik", "5 rejected nik", "6 rejected consent", "7 rejected line"],
            answer.Json["items"]!.AsArray().Select(i => $"{i!["line"]} {i["status"]} {string.Join(',', i["errors"]?.AsObject().Select(e => e.Key) ?? [])}"));
    }

    [Fact]
    public async Task Person_WithoutPhone_IsVerifiedOnceThePhotosAreThere()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = (await PostAsync(harness, File(Line(1)))).Json["items"]![0]!["id"]!.GetValue<string>();

        Assert.Equal(204, (await harness.PutPhotoAsync($"{Path}/{id}/photos/ktp", Office, Png.Photo())).Status);
        Assert.Equal(204, (await harness.PutPhotoAsync($"{Path}/{id}/photos/selfie", Office, Png.Photo())).Status);
        await harness.SettleAsync();

        var person = await harness.FindAsync(id);
        Assert.Equal((ParticipantState.Verified, true, "bandung@32.73"), (person.State, person.Assistance!.PhoneWaived, person.Assistance.Office));
        Assert.Equal(id, (await harness.SendAsync("GET", $"{Path}?state=verified", null, Office)).Json["items"]!.AsArray().Single()!["id"]!.GetValue<string>());
        Assert.Empty((await harness.SendAsync("GET", $"{Path}?state=registered", null, Office)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Person_OfAnotherOffice_CannotBeGivenPhotos()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = (await PostAsync(harness, File(Line(1)))).Json["items"]![0]!["id"]!.GetValue<string>();

        Assert.Equal(404, (await harness.PutPhotoAsync($"{Path}/{id}/photos/ktp", TestOperators.Token(Access.Office, "cimahi@32.73"), Png.Photo())).Status);
    }

    [Fact]
    public async Task Line_OfAKnownAddress_LooksLikeAnyOther()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync("known@example.id");
        var answer = await PostAsync(harness, File(Line(1, email: "known@example.id"), Line(2, email: "new@example.id")));

        Assert.Equal(2, answer.Json["accepted"]!.GetValue<int>());
        var list = (await harness.SendAsync("GET", Path, null, Office)).Json["items"]!.AsArray();
        Assert.Single(list.Select(i => $"{i!["state"]} {i["ktpPhoto"]} {i["selfie"]}").Distinct());
    }

    [Fact]
    public async Task Signature_MissingOrOfAnotherFile_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var file = File(Line(1));

        Assert.Equal(400, (await harness.SendAsync("POST", Path, file, Office, ("Content-Type", "text/csv"))).Status);
        Assert.Equal(401, (await PostAsync(harness, file, Convert.ToHexString(SHA256.HashData("other"u8)))).Status);
        Assert.Equal(200, (await PostAsync(harness, file, "sha-256=" + Convert.ToBase64String(SHA256.HashData(file)))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtAnyCommit_ThenTheSameFileAgain_MakesEachAccountOnce(bool afterCommit)
    {
        var file = File([.. Enumerable.Range(1, 3).Select(n => Line(n, email: $"p{n}@example.id"))]);
        var (expected, commits) = await CrashAsync(file, 0, afterCommit);
        for (var point = 1; point <= commits; point++)
        {
            Assert.Equal((point, expected), (point, (await CrashAsync(file, point, afterCommit)).Answer));
        }
    }

    private static async Task<(string Answer, int Commits)> CrashAsync(byte[] file, int point, bool afterCommit)
    {
        await using var harness = await PipelineHarness.StartAsync();
        if (point > 0)
        {
            harness.Tables.CrashAt(point, afterCommit);
            await Task.WhenAny(PostAsync(harness, file), harness.Tables.Crashed);
            await harness.RestartAsync();
        }

        var before = harness.Tables.Commits;
        var answer = await PostAsync(harness, file);
        var totals = await harness.Get<FunnelCounters>().TotalsAsync();
        Assert.Equal(3, totals[Milestones.Registered][""]);
        Assert.Equal(3, (await harness.SendAsync("GET", Path, null, Office)).Json["items"]!.AsArray().Count);
        return (answer.Text, harness.Tables.Commits - before);
    }

    internal static Task<Answer> PostAsync(PipelineHarness harness, byte[] file, string? signature = null) => harness.SendAsync(
        "POST", Path, file, Office, ("Content-Type", "text/csv"), ("Signature", signature ?? Convert.ToHexStringLower(SHA256.HashData(file))));

    internal static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", [string.Join(',', OfficeLine.Columns), .. lines]));

    internal static string Line(int number, string regency = "32.73", string? nik = null, string consent = "true", string email = "") =>
        $"{nik ?? $"327301440395{number:D4}"},3273014403950001,Siti Aminah,Bandung,1995-03-04,female,Ibu,\"Jalan Asia Afrika 1, Bandung\",{regency},SMA,jobSeeker,"
        + $"false,true,true,false,none,false,0,{consent},{email},";
}
