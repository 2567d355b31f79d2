using System.Text;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page in a real browser, fed by a draw that the product itself computed.</summary>
[Collection(Browser.Name)]
public sealed class DrawPageTests(Browser browser)
{
    public static TheoryData<string> EveryFile => [.. PublishedDraw.DataFiles, .. PublishedDraw.DataFiles.Select(f => f + ".jws"), "jwks.json"];

    [BrowserTheory]
    [InlineData("empty")]
    [InlineData("one")]
    [InlineData("seven")]
    [InlineData("thousand")]
    public async Task Batch_Published_HoldsAndNothingIsSentElsewhere(string vector)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw(vector));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        var verdict = await page.CheckBatchAsync();

        Assert.Empty(await page.RowsAsync("wrong"));
        Assert.Equal(("right", "The draw holds."), (verdict, await page.TextAsync("#verdict")));
        var right = await page.RowsAsync("right");
        Assert.All(PublishedDraw.DataFiles, file => Assert.Contains($"{file}: signed with key “test-1” (ES256)", right));
        Assert.Contains(right, row => row.Contains("true BLS signature of round 1000", StringComparison.Ordinal));
        Assert.Contains("commitment.json: previous = SHA-256 of the commitment of batch 0", right);
        Assert.Contains(right, row => row.Contains("the first one after closing", StringComparison.Ordinal));
        Assert.All(page.Requests, url => Assert.StartsWith(host.Address, url, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Batch_InIndonesian_SpeaksIndonesianAndSwitches()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw");
        await page.CheckBatchAsync();
        Assert.Equal(("id", "Undian ini benar."), (await page.Page.GetAttributeAsync("html", "lang"), await page.TextAsync("#verdict")));

        await page.Page.ClickAsync("[data-language=en]");

        Assert.Equal(("en", "The draw holds."), (await page.Page.GetAttributeAsync("html", "lang"), await page.TextAsync("#verdict")));
    }

    [BrowserFact]
    public async Task Batch_OfTheSandbox_IsSaidToProveNothing()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven", "sandbox"));
        host.SpoilList = list => list.Replace("\"batch\":1,", "\"batch\":2,", StringComparison.Ordinal);
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("right", await page.CheckBatchAsync());

        Assert.Contains("made-up beacon", await page.TextAsync("#warning"));
    }

    [BrowserTheory]
    [MemberData(nameof(EveryFile))]
    public async Task Batch_OneByteOfAFileChanged_FailsNamingIt(string file)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");
        var bytes = host.Draw.Files[file];
        foreach (var at in new[] { 0, bytes.Length / 3, bytes.Length / 2, bytes.Length - 1 })
        {
            bytes[at] ^= 1;

            Assert.Equal("wrong", await page.CheckBatchAsync());

            Assert.All(await page.RowsAsync("wrong"), row => Assert.True(
                row.Contains(file.Replace(".jws", "", StringComparison.Ordinal), StringComparison.Ordinal) || (file == "jwks.json" && row.Contains("key", StringComparison.Ordinal)), $"{at}: {row}"));
            bytes[at] ^= 1;
        }

        Assert.Equal("right", await page.CheckBatchAsync());
    }

    [BrowserTheory]
    [InlineData("commitment.json", "\"entries\":7", "\"entries\":8", "entries: is 8")]
    [InlineData("commitment.json", "\"previous\":\"", "\"previous\":\"0", "previous: must be 64")]
    [InlineData("record.json", "\"selected\":", "\"selected\":1", "counts.selected: is 1")]
    [InlineData("record.json", "\"beaconSignature\":\"b4", "\"beaconSignature\":\"b5", "beaconSignature: is not the public beacon’s signature")]
    [InlineData("result.csv", ",selected,", ",elected,", "outcome: is not the computed one")]
    [InlineData("rules.json", "\"reserves\":5", "\"reserves\":6", "rulesHash: is")]
    [InlineData("entries.csv", ",11.01,2", ",11.01,02", "line 1: group: has leading zeros")]
    public async Task Batch_ChangedAndSignedAgain_FailsNamingFileAndField(string file, string from, string to, string named)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        var text = Encoding.UTF8.GetString(host.Draw.Files[file]);
        host.Draw.Files[file] = Encoding.UTF8.GetBytes(ReplaceFirst(text, from, to));
        host.Draw.Sign(file);
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("wrong", await page.CheckBatchAsync());

        var wrong = await page.RowsAsync("wrong");
        Assert.All(wrong, row => Assert.Contains(file, row));
        Assert.Contains(wrong, row => row.Contains(named, StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("\"round\":1000", "\"round\":999", "round: the list of batches says 999")]
    [InlineData("\"reserves\":5", "\"reserves\":4", "reserves: the list of batches says 4")]
    [InlineData("\"selected\":", "\"selected\":1", "counts.selected: the list of batches says 1")]
    [InlineData("2023-08-23T13:59:23", "2023-08-23T13:59:25", "beacon.round: round 1000 is earlier than allowed")]
    [InlineData("2023-08-23T23:00:00", "2023-08-23T15:00:00", "announcedAt: announced before the round was due")]
    [InlineData("2023-08-23T01:00:00", "2023-08-23T14:00:00", "opensAt: is not before closing")]
    public async Task Batch_ListThatSaysOtherwise_Fails(string from, string to, string named)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        host.SpoilList = list => list.Replace(from, to, StringComparison.Ordinal);
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("wrong", await page.CheckBatchAsync());

        Assert.Contains(await page.RowsAsync("wrong"), row => row.Contains(named, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Batch_PreviousIsNoPublishedCommitment_Fails()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven"));
        host.Draw.Previous = "another batch"u8.ToArray();
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");

        Assert.Equal("wrong", await page.CheckBatchAsync());

        Assert.Equal(["commitment.json: previous: is the SHA-256 of no other batch’s commitment"], await page.RowsAsync("wrong"));
    }

    [BrowserFact]
    public async Task Batch_NoServer_ChecksFilesFromAFolder()
    {
        var folder = Directory.CreateTempSubdirectory("prakerja-page-");
        try
        {
            using var draw = new PublishedDraw("thousand");
            draw.WriteTo(folder.FullName);
            var saved = Path.Combine(folder.FullName, "draw.html");
            await File.WriteAllBytesAsync(saved, WebPages.Draw!.Value.ToArray());
            await using var page = await browser.OpenAsync($"file://{saved}?lang=en");
            await page.ChooseAsync(draw.Files.Keys.Select(name => Path.Combine(folder.FullName, name)));

            Assert.Equal("right", await page.CheckAsync("#whole"));
            await page.Page.FillAsync("#ticket", draw.Ticket(321));
            Assert.Equal("right", await page.CheckAsync("#single"));

            Assert.Empty(page.Requests);
            Assert.Contains(draw.Result.Prove(draw.Result.Entries.TicketAt(321))!.Score.ToString(), await page.TextAsync("#shown"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return $"{text[..at]}{to}{text[(at + from.Length)..]}";
    }
}
