namespace Prakerja.Web;

/// <summary>The static pages, each one file with everything it needs inside.</summary>
public static class WebPages
{
    /// <summary>Checks a published draw in the browser (draw.md), in Indonesian and English. UTF-8; null where npm was missing at build time.</summary>
    public static ReadOnlyMemory<byte>? Draw { get; } = Read("draw.html");

    /// <summary>For finance staff: days, cases and what waits for a second person; an operator's token opens it. UTF-8; null where npm was missing at build time.</summary>
    public static ReadOnlyMemory<byte>? Finance { get; } = Read("finance.html");

    private static ReadOnlyMemory<byte>? Read(string name)
    {
        using var stream = typeof(WebPages).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        var page = new byte[stream.Length];
        stream.ReadExactly(page);
        return page;
    }
}
