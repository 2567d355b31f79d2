using Prakerja.Local.Tests.Programme;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page that the local host serves, over batches that ran through it.</summary>
[Collection(Browser.Name)]
public sealed class PageOnHostTests(Browser browser)
{
    [BrowserFact]
    public async Task Page_OfTheHost_ChecksItsBatchesAndEveryTicket()
    {
        await using var host = await RunningHost.StartAsync();
        var people = await Applicant.MakeAsync(host, 4);
        foreach (var person in people)
        {
            await person.BecomeVerifiedAsync();
        }

        var batches = new[] { await DrawAsync(host, people, 2), await DrawAsync(host, [], 1) };
        foreach (var batch in batches)
        {
            await using var page = await browser.OpenAsync($"{host.Http.BaseAddress}draw?lang=en&batch={batch}");
            var verdict = await page.CheckAsync("#whole");

            Assert.Empty(await page.RowsAsync("wrong"));
            Assert.Equal("right", verdict);
            Assert.Contains("made-up beacon", await page.TextAsync("#warning"));
            Assert.Contains(await page.RowsAsync("right"), row => row.Contains("the first one after closing", StringComparison.Ordinal));
        }

        foreach (var person in people)
        {
            await person.LogInAgainAsync();
            var ticket = (await person.BatchAsync(batches[0])).Text("ticket");
            await using var page = await browser.OpenAsync($"{host.Http.BaseAddress}draw?lang=en&batch={batches[0]}&ticket={ticket}");
            Assert.Equal("right", await page.CheckAsync("#single"));
            Assert.Equal("right", await page.CheckAsync("#whole"));
        }
    }

    /// <summary>A batch from opening to announcement, with places in everybody's regency.</summary>
    private static async Task<int> DrawAsync(RunningHost host, IReadOnlyList<Applicant> people, int places)
    {
        var regencies = people.Select(person => person.Regency).Append("32.73").Distinct();
        var batch = await Staff.OpenBatchAsync(host, "normal", regencies.ToDictionary(regency => regency, _ => places), reserves: 1);
        await host.SettleAsync();
        foreach (var person in people)
        {
            await person.JoinAsync(batch);
        }

        await host.AdvanceAsync("P5D");
        return batch;
    }
}
