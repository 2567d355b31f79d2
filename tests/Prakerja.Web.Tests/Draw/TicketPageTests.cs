namespace Prakerja.Web.Tests.Draw;

/// <summary>One ticket by the host's proof.</summary>
[Collection(Browser.Name)]
public sealed class TicketPageTests(Browser browser)
{
    [BrowserTheory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(500)]
    [InlineData(999)]
    public async Task Ticket_ByItsProof_HoldsWithoutTheLargeFiles(int index)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("thousand"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        var verdict = await page.CheckTicketAsync(host.Draw.Ticket(index));

        Assert.Empty(await page.RowsAsync("wrong"));
        Assert.Equal("right", verdict);
        Assert.Contains(await page.RowsAsync("right"), row => row.Contains($"line {index + 1} of 1000 to entriesRoot", StringComparison.Ordinal));
        Assert.Contains(host.Draw.Ticket(index), await page.TextAsync("#shown"));
        Assert.DoesNotContain(page.Requests, url => url.EndsWith("/entries", StringComparison.Ordinal) || url.EndsWith("/result", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("\"auditPath\":[\"", "\"auditPath\":[\"0", "auditPath[0]: must be 64")]
    [InlineData("\"cutOff\":", "\"cutoff\":", "cutOff: is missing")]
    [InlineData("\"entries\":1000", "\"entries\":1001", "entries: is 1001")]
    [InlineData("\"leafIndex\":500", "\"leafIndex\":501", "leafIndex, auditPath: the audit path does not lead")]
    [InlineData(",1\",\"outcome\"", ",2\",\"outcome\"", "line, leafIndex, auditPath: the audit path does not lead")]
    [InlineData("\"score\":\"", "\"score\":\"0", "score: must be 64")]
    public async Task Ticket_ProofChanged_FailsNamingTheField(string from, string to, string named)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("thousand"));
        host.SpoilProof = proof => proof.Contains(from, StringComparison.Ordinal) ? proof.Replace(from, to, StringComparison.Ordinal) : proof.Replace(",2\",\"outcome\"", ",1\",\"outcome\"", StringComparison.Ordinal);
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("wrong", await page.CheckTicketAsync(host.Draw.Ticket(500)));

        Assert.Contains(await page.RowsAsync("wrong"), row => row.StartsWith("tickets: ", StringComparison.Ordinal) && row.Contains(named, StringComparison.Ordinal));
    }

    /// <summary>With the whole batch at hand, not a byte of a proof can be changed unseen.</summary>
    [BrowserFact]
    public async Task Ticket_WithTheWholeBatch_EveryByteOfItsProofIsChecked()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");
        var ticket = host.Draw.Ticket(4);
        await page.Page.FillAsync("#ticket", ticket);
        Assert.Equal("right", await page.CheckBatchAsync());
        for (var at = 0; at < host.Draw.Proof(ticket)!.Length; at += 5)
        {
            var changed = at;
            host.SpoilProof = proof => $"{proof[..changed]}{(char)(proof[changed] ^ 1)}{proof[(changed + 1)..]}";

            Assert.True(await page.CheckBatchAsync() == "wrong", $"byte {at}");

            Assert.All(await page.RowsAsync("wrong"), row => Assert.StartsWith("tickets: ", row));
        }
    }

    [BrowserFact]
    public async Task Ticket_NotAmongTheEntries_Fails()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("wrong", await page.CheckTicketAsync(new string('0', 32)));

        Assert.Equal([$"tickets: ticket: ticket {new string('0', 32)} is not there"], await page.RowsAsync("wrong"));
    }
}
