using System.Globalization;
using Deque.AxeCore.Playwright;
using Prakerja.Local.Tests.Programme;
using Prakerja.Web.Tests.Draw;

namespace Prakerja.Web.Tests.Finance;

/// <summary>Two finance people at the page that the local host serves.</summary>
[Collection(Browser.Name)]
public sealed class FinancePageTests(Browser browser)
{
    [BrowserFact]
    public async Task TwoPeople_AtThePage_EndACaseAndCloseADay()
    {
        await using var host = await RunningHost.StartAsync();
        var day = await UnmatchedLineAsync(host);
        await host.AdvanceAsync("P1D");
        var about = await CaseAsync(host);

        await using var one = await FinancePage.SignedInAsync(browser, host, 0);
        Assert.Contains("1 in suspense", await one.RowAsync("days", day), StringComparison.Ordinal);
        Assert.Contains("The day does not match", await one.RefusedAsync($"Propose to close {day}"), StringComparison.Ordinal);
        Assert.Contains("nobody", await one.RowAsync("cases", about), StringComparison.Ordinal);
        await one.ActAsync($"Take: {about}");
        Assert.DoesNotContain("nobody", await one.RowAsync("cases", about), StringComparison.Ordinal);
        await one.Page.Locator("#cases summary").ClickAsync();
        await one.Page.SelectOptionAsync($"#how-{about}", "error");
        Assert.Contains("reason", await one.RefusedAsync($"Propose a resolution: {about}"), StringComparison.Ordinal);
        await one.Page.FillAsync($"#why-{about}", "The bank's letter.");
        await one.ActAsync($"Propose a resolution: {about}");
        Assert.Contains("second person", await one.RefusedAsync($"Approve: end of a case suspense-{about}"), StringComparison.Ordinal);

        await using var two = await FinancePage.SignedInAsync(browser, host, 1);
        await two.ActAsync($"Approve: end of a case suspense-{about}");
        Assert.Equal("There are no open cases.", await two.Page.InnerTextAsync("#cases"));
        await one.RefreshAsync();
        await one.ActAsync($"Propose to close {day}");
        await two.RefreshAsync();
        await two.ActAsync($"Close {day}");
        Assert.Contains("closed by", await two.RowAsync("days", day), StringComparison.Ordinal);
        Assert.Equal("Nothing is waiting.", await two.Page.InnerTextAsync("#waiting"));
    }

    [BrowserTheory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Page_BeforeAndAfterSigningIn_HasNoAccessibilityViolation(string language)
    {
        await using var host = await RunningHost.StartAsync();
        await UnmatchedLineAsync(host);
        await using var outside = await FinancePage.OpenAsync(browser, host, language);
        await HasNoViolationAsync(outside);
        await using var page = await FinancePage.SignedInAsync(browser, host, 0, language);
        await page.Page.Locator("#cases summary").ClickAsync();
        await HasNoViolationAsync(page);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = Microsoft.Playwright.ColorScheme.Dark });
        await HasNoViolationAsync(page);
    }

    [BrowserFact]
    public async Task Token_ThatIsWrong_IsRefusedWithItsReasonAndKeptNowhere()
    {
        await using var host = await RunningHost.StartAsync();
        await using var page = await FinancePage.OpenAsync(browser, host);
        await page.SignInAsync("not-a-token");
        await page.Page.Locator("#problem:not(:empty)").WaitForAsync();
        Assert.Contains("Authentication is needed", await page.Page.InnerTextAsync("#problem"), StringComparison.Ordinal);
        Assert.True(await page.Page.IsHiddenAsync("#desk"));
        Assert.Equal("", await page.Page.InputValueAsync("#token"));

        await page.SignInAsync(await Staff.TokenAsync(host, "finance"));
        await page.Page.Locator("#desk").WaitForAsync();
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length"));
        await page.Page.ClickAsync("#sign-out");
        Assert.True(await page.Page.IsHiddenAsync("#desk"));
        Assert.Equal("", await page.Page.InnerTextAsync("#days"));
    }

    /// <summary>A whole statement with a line that is nobody's, and the day it is about.</summary>
    private static async Task<string> UnmatchedLineAsync(RunningHost host)
    {
        var now = await host.NowAsync();
        var day = now.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await host.PostOkAsync($"/api/admin/statements?provider=bni&day={day}", new[] { new { reference = "nobody", amount = 7_000, at = now } }, await Staff.TokenAsync(host, "finance"));
        return day;
    }

    private static async Task<string> CaseAsync(RunningHost host) =>
        (await host.GetOkAsync("/api/admin/payouts?state=suspense", await Staff.TokenAsync(host, "finance")))["items"]![0]!.Text("id");

    private static async Task HasNoViolationAsync(FinancePage page)
    {
        var found = await page.Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }
}
