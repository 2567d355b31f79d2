using System.Net.Http.Headers;
using System.Text;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>One request that must be refused.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Path">Sent as it is, without any tidying by the client.</param>
public sealed record Attack(string Operation, string What, string Method, string Path)
{
    public string? Token { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>Null: no Content-Type at all.</summary>
    public string? MediaType { get; init; } = "application/json";

    public bool Chunked { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public Attack With(string what, byte[]? body) => this with { What = what, Body = body };

    public Attack With(string what, string body) => With(what, Encoding.UTF8.GetBytes(body));

    public HttpRequestMessage ToRequest(Uri host, bool english)
    {
        var target = new Uri(host.GetLeftPart(UriPartial.Authority) + Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Method), target);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            if (MediaType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            }

            request.Headers.TransferEncodingChunked = Chunked ? true : null;
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        }

        if (english)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        }

        return request;
    }

    public override string ToString() => $"{Operation} [{What}] {Method} {(Path.Length > 120 ? Path[..120] + "…" : Path)}";
}
