using Microsoft.Playwright;

namespace Prakerja.Web.Tests.Draw;

/// <summary>One Chromium for all tests, one test at a time; it is not started where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Name = "browser";

    /// <summary>Nothing but the page's own requests: a closed network refuses Chromium's, many at a time.</summary>
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (Tools.BrowserMissing is null)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tools.Chromium, Headless = true, Args = Arguments });
        }
    }

    /// <summary>A new page without memory of others; a script that fails in it fails the test.</summary>
    internal async Task<DrawPage> OpenAsync(string address)
    {
        var page = new DrawPage(await NewPageAsync());
        await page.Page.GotoAsync(address);
        return page;
    }

    /// <summary>An empty page without memory of others.</summary>
    internal async Task<IPage> NewPageAsync() => await (await browser!.NewContextAsync()).NewPageAsync();

    public async Task DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
    }
}

[CollectionDefinition(Browser.Name)]
public sealed class BrowserCollection : ICollectionFixture<Browser>;
