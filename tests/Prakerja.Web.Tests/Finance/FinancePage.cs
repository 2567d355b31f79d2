using System.Collections.Concurrent;
using Microsoft.Playwright;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Web.Tests.Finance;

/// <summary>The page as one finance person uses it.</summary>
internal sealed class FinancePage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> errors = new();

    private FinancePage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => errors.Enqueue(error);
    }

    public IPage Page { get; }

    public static async Task<FinancePage> OpenAsync(Draw.Browser browser, RunningHost host, string language = "en")
    {
        var page = new FinancePage(await browser.NewPageAsync());
        await page.Page.GotoAsync($"{host.Http.BaseAddress}finance?lang={language}");
        return page;
    }

    /// <summary>Signs in as one of the finance people of the sandbox.</summary>
    public static async Task<FinancePage> SignedInAsync(Draw.Browser browser, RunningHost host, int which, string language = "en")
    {
        var page = await OpenAsync(browser, host, language);
        await page.SignInAsync(await Staff.TokenAsync(host, "finance", which));
        await page.Page.Locator("#desk").WaitForAsync();
        return page;
    }

    public async Task SignInAsync(string token)
    {
        await Page.FillAsync("#token", token);
        await Page.PressAsync("#token", "Enter");
    }

    /// <summary>Presses the button of that name and waits until the page says that it is done.</summary>
    public async Task ActAsync(string button)
    {
        await Page.EvaluateAsync("document.getElementById('status').textContent = ''");
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Page.Locator("#status:not(:empty)").WaitForAsync();
    }

    /// <summary>Presses the button of that name and waits for what the host refuses.</summary>
    public async Task<string> RefusedAsync(string button)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Page.Locator("#problem:not(:empty)").WaitForAsync();
        return await Page.InnerTextAsync("#problem");
    }

    public async Task RefreshAsync()
    {
        await Page.ClickAsync("#refresh");
        await Page.Locator("body:not([aria-busy])").WaitForAsync();
    }

    /// <summary>The text of the row of a table in one part of the page.</summary>
    public Task<string> RowAsync(string part, string id) => Page.InnerTextAsync($"#{part} tr[data-id=\"{id}\"]");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(errors);
    }
}
