using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page as somebody uses it.</summary>
internal sealed class DrawPage : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> requests = new();

    public DrawPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Request += (_, request) => requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the browser asked for over the network.</summary>
    public IReadOnlyList<string> Requests => [.. requests.Where(url => url.StartsWith("http", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(errors);
    }

    public async Task<string> CheckBatchAsync(TimeSpan? patience = null)
    {
        await Page.FillAsync("#batch", "1");
        return await CheckAsync("#whole", patience);
    }

    public async Task<string> CheckTicketAsync(string ticket)
    {
        await Page.FillAsync("#batch", "1");
        await Page.FillAsync("#ticket", ticket);
        return await CheckAsync("#single");
    }

    public async Task ChooseAsync(IEnumerable<string> files)
    {
        await Page.CheckAsync("#from-files");
        await Page.SetInputFilesAsync("#chosen", files);
    }

    /// <summary>Presses a button and waits for the verdict: <c>right</c>, <c>wrong</c> or <c>stopped</c>.</summary>
    public async Task<string> CheckAsync(string button, TimeSpan? patience = null)
    {
        await Page.EvaluateAsync("document.getElementById('verdict').dataset.verdict = 'none'");
        await Page.ClickAsync(button);
        var verdict = Page.Locator("#verdict[data-verdict=right], #verdict[data-verdict=wrong], #verdict[data-verdict=stopped]");
        await verdict.WaitForAsync(new() { Timeout = (float)(patience ?? Usual).TotalMilliseconds });
        return (await verdict.GetAttributeAsync("data-verdict"))!;
    }

    /// <summary>Rows of the table with a verdict, as <c>file: explanation</c>.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string verdict)
    {
        var rows = await Page.Locator($"#items tr[data-verdict={verdict}]").AllAsync();
        return await Task.WhenAll(rows.Select(async row => string.Join(": ", (await row.Locator("td").AllTextContentsAsync()).Skip(1))));
    }

    /// <summary>Bytes of script objects and buffers of the page itself, without its workers.</summary>
    public async Task<double> HeapAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await session.SendAsync("Performance.enable");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "JSHeapUsedSize").GetProperty("value").GetDouble();
    }

    public Task<string> TextAsync(string selector) => Page.InnerTextAsync(selector);
}
