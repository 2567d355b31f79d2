using System.CommandLine;
using Prakerja.Local.Commands;

namespace Prakerja.Local.Tests.Programme;

/// <summary>An outsider recomputes an announced batch from what the host publishes.</summary>
public sealed class PublishedDrawTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly string[] Files = ["rules", "commitment", "entries", "result", "record"];

    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Draw_Announced_VerifiesFromTheUrlAndFromDownloadedFiles()
    {
        var people = await fixture.NeighboursAsync(4);
        var batch = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [people[0].Regency] = 2 }, reserves: 1);
        await Host.SettleAsync();
        foreach (var person in people)
        {
            await person.JoinAsync(batch);
        }

        await IsPublishedAsync(batch, 1);
        await Host.AdvanceAsync("P4D");
        await IsPublishedAsync(batch, Files.Length);

        Assert.Equal(0, await RunAsync("verify", $"{Host.Http.BaseAddress}api/public/batches/{batch}"));
        Assert.Equal(0, await RunAsync("verify", $"{Host.Http.BaseAddress}", "--batch", $"{batch}"));
        await VerifiesOfflineAsync(batch);
        foreach (var person in people)
        {
            await ProvesAsync(person, batch);
        }
    }

    /// <summary>The first <paramref name="count"/> files are served with their signatures, the others not yet.</summary>
    private async Task IsPublishedAsync(int batch, int count)
    {
        for (var i = 0; i < Files.Length; i++)
        {
            foreach (var file in new[] { Files[i], Files[i] + ".jws" })
            {
                using var response = await Host.Http.GetAsync($"/api/public/batches/{batch}/draw/{file}");
                Assert.Equal(i < count ? 200 : 404, (int)response.StatusCode);
            }
        }
    }

    private async Task VerifiesOfflineAsync(int batch)
    {
        var folder = Directory.CreateTempSubdirectory("prakerja-draw-");
        try
        {
            foreach (var file in new[] { "rules.json", "commitment.json", "entries.csv", "result.csv", "record.json" })
            {
                foreach (var name in new[] { file, file + ".jws" })
                {
                    await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), await Host.Http.GetByteArrayAsync($"/api/public/batches/{batch}/draw/{name}"));
                }
            }

            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "jwks.json"), await Host.Http.GetByteArrayAsync("/.well-known/jwks.json"));
            Assert.Equal(0, await RunAsync("verify", folder.FullName));
            await File.AppendAllTextAsync(Path.Combine(folder.FullName, "result.csv"), "0");
            Assert.Equal(1, await RunAsync("verify", folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The ticket's proof, its line in the published files and the dashboard tell the same.</summary>
    private async Task ProvesAsync(Applicant person, int batch)
    {
        await person.LogInAgainAsync();
        var mine = await person.BatchAsync(batch);
        var ticket = mine.Text("ticket");
        var proof = await Host.GetOkAsync($"/api/public/batches/{batch}/draw/tickets/{ticket}");
        Assert.Equal(mine.Text("state"), proof.Text("outcome"));
        Assert.Equal($"/api/public/batches/{batch}/draw/tickets/{ticket}", mine.Text("proof"));
        var result = await Host.Http.GetStringAsync($"/api/public/batches/{batch}/draw/result");
        Assert.Contains($"{ticket},{mine.Text("state")},", result);
        Assert.Equal(0, await RunAsync("verify", $"{Host.Http.BaseAddress}", "--batch", $"{batch}", "--ticket", ticket));
    }

    private static Task<int> RunAsync(params string[] arguments) => CommandExit.RunAsync(
        new RootCommand { new VerifyCommand().Create() }, arguments, new InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null });
}
