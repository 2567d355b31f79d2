using System.Net;

namespace Prakerja.Local.Commands;

/// <summary>Where a batch's published files are read from.</summary>
internal interface IPublishedFiles
{
    /// <summary>A stream of the file, null if there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellation);
}

/// <summary>A folder with the files under their published names, and <c>jwks.json</c>.</summary>
internal sealed class FolderFiles(DirectoryInfo folder) : IPublishedFiles
{
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        return Task.FromResult<Stream?>(file.Exists ? file.OpenRead() : null);
    }
}

/// <summary>The public API of a running host.</summary>
/// <param name="draw">Ends in <c>/api/public/batches/{n}/draw/</c>.</param>
internal sealed class WebFiles(HttpClient http, Uri draw) : IPublishedFiles
{
    private const string Batches = "/api/public/batches/";

    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        var response = await http.GetAsync(Locate(name), HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation);
    }

    /// <summary>
    /// The draw's address from what a person may give: the host (then <paramref name="batch"/> is needed), the batch, or the draw. Null
    /// if the batch is not known.
    /// </summary>
    public static Uri? FindDraw(Uri given, long? batch)
    {
        var address = given.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var at = address.IndexOf(Batches, StringComparison.Ordinal);
        if (at < 0)
        {
            return batch is null ? null : new Uri($"{address}{Batches}{batch}/draw/");
        }

        var number = address[(at + Batches.Length)..].Split('/')[0];
        return new Uri($"{address[..(at + Batches.Length)]}{number}/draw/");
    }

    internal Uri Locate(string name) => new(PathOf(draw.AbsoluteUri, name));

    /// <summary>Where a host serves a published file.</summary>
    /// <param name="draw">Address or path that ends in <c>/draw/</c>.</param>
    internal static string PathOf(string draw, string name)
    {
        if (name == PublishedNames.Keys)
        {
            return $"{draw[..draw.IndexOf(Batches, StringComparison.Ordinal)]}/.well-known/jwks.json";
        }

        var parts = name.Split('.');
        return draw + (parts.Length > 2 ? $"{parts[0]}.{parts[^1]}" : parts[0]);
    }
}

/// <summary>Names of the published files (draw.md).</summary>
internal static class PublishedNames
{
    public const string Rules = "rules.json";
    public const string Commitment = "commitment.json";
    public const string CommitmentStamp = "commitment.json.tsr";
    public const string Entries = "entries.csv";
    public const string Result = "result.csv";
    public const string Record = "record.json";
    public const string Keys = "jwks.json";
    public const string SignatureSuffix = ".jws";
}
