using Deque.AxeCore.Playwright;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page for people who read it with a screen reader or use no mouse.</summary>
[Collection(Browser.Name)]
public sealed class PageAccessTests(Browser browser)
{
    [BrowserTheory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Page_BeforeAndAfterACheck_HasNoAccessibilityViolation(string language)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("seven", "sandbox"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang={language}");
        await HasNoViolationAsync(page);

        await page.Page.FillAsync("#ticket", host.Draw.Ticket(1));
        Assert.Equal("wrong", await page.CheckBatchAsync());
        await HasNoViolationAsync(page);

        await page.Page.CheckAsync("#from-files");
        await page.Page.EmulateMediaAsync(new() { ColorScheme = Microsoft.Playwright.ColorScheme.Dark });
        await HasNoViolationAsync(page);
    }

    [BrowserFact]
    public async Task Page_KeyboardAlone_ChecksABatch()
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("one"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");
        await page.Page.FocusAsync("#batch");
        await page.Page.Keyboard.TypeAsync("1");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Page.Locator("#verdict[data-verdict=right]").WaitForAsync();

        Assert.Equal("verdict", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [BrowserTheory]
    [InlineData("", "batch", "Give the number of the batch.")]
    [InlineData("one", "batch", "Give the number of the batch.")]
    public async Task Form_Incomplete_SaysWhatIsMissingAndGoesThere(string batch, string field, string complaint)
    {
        await using var host = await PublishedHost.StartAsync(new PublishedDraw("one"));
        await using var page = await browser.OpenAsync($"{host.Address}/draw?lang=en");
        await page.Page.FillAsync("#batch", batch);
        await page.Page.ClickAsync("#whole");

        Assert.Equal(complaint, await page.TextAsync("#problem"));
        Assert.Equal(field, await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("true", await page.Page.GetAttributeAsync($"#{field}", "aria-invalid"));
    }

    private static async Task HasNoViolationAsync(DrawPage page)
    {
        var found = await page.Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }
}
