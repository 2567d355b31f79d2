using System.Net.Http.Headers;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// <c>POST {url}/matches</c>, <c>multipart/form-data</c> with the two pictures as <c>ktp</c> and <c>selfie</c> → 200 <c>{"likeness":0-100}</c>. The
/// pictures themselves, not links: storage cannot be reached from outside. No NIK, no name: they are not needed to compare two faces.
/// Ours, see <see cref="HttpCivilRegistry"/>.
/// </summary>
internal sealed class HttpFaceMatcher(GatewayChannel channel, IBlobStore blobs) : IFaceMatcher
{
    public async Task<int?> MatchAsync(FaceQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (ktp, selfie) = (await ReadAsync(query.KtpPhoto, cancellation), await ReadAsync(query.Selfie, cancellation));
        var answer = await channel.AskAsync<Answer>("matches", () => FormOf(ktp, selfie), cancellation);
        return answer?.Likeness is >= 0 and <= 100 and var likeness ? likeness : null;
    }

    private static MultipartFormDataContent FormOf(Photo ktp, Photo selfie) => new() { { PartOf(ktp), "ktp", "ktp" }, { PartOf(selfie), "selfie", "selfie" } };

    private static ByteArrayContent PartOf(Photo photo) => new(photo.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(photo.Type) } };

    private async Task<Photo> ReadAsync(string name, CancellationToken cancellation)
    {
        var info = await blobs.GetInfoAsync(PutPhotos.Container, name, cancellation);
        await using var stream = info is null ? null : await blobs.OpenAsync(PutPhotos.Container, name, cancellation: cancellation);
        if (stream is null)
        {
            throw new InvalidOperationException("A photo that is to be compared is not there.");
        }

        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return new Photo(bytes.ToArray(), info!.ContentType);
    }

    private sealed record Photo(byte[] Bytes, string Type);

    private sealed record Answer(int? Likeness);
}
