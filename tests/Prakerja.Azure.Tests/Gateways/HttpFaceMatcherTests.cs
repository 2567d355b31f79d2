using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpFaceMatcherTests
{
    private static readonly FaceQuery Query = new("3273012345678901", "p1/ktp", "p1/selfie");

    [Fact]
    public async Task Match_TwoPhotos_TravelAsTheyAreAndNameNobody()
    {
        await using var bench = await GatewayBench.StartAsync(blobs: new Photos());
        bench.Answer(200, """{"likeness":87}""");
        Assert.Equal(87, await bench.Get<IFaceMatcher>().MatchAsync(Query));
        var request = Assert.Single(bench.Service.Requests);
        Assert.StartsWith("multipart/form-data", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("bytes of p1/ktp", request.Text, StringComparison.Ordinal);
        Assert.Contains("bytes of p1/selfie", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Query.Nik, request.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"likeness":101}""")]
    [InlineData(200, """{"likeness":-1}""")]
    [InlineData(200, "{}")]
    [InlineData(503, "")]
    public async Task Match_NoClearAnswer_IsUnavailable(int status, string body)
    {
        await using var bench = await GatewayBench.StartAsync(blobs: new Photos());
        bench.Answer(status, body);
        Assert.Null(await bench.Get<IFaceMatcher>().MatchAsync(Query));
    }

    [Fact]
    public async Task Match_PhotoIsNotThere_IsABug()
    {
        await using var bench = await GatewayBench.StartAsync(blobs: new Photos());
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Get<IFaceMatcher>().MatchAsync(Query with { Selfie = "none" }));
    }

    private sealed class Photos : IBlobStore
    {
        public Task<Stream?> OpenAsync(string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default) =>
            Task.FromResult<Stream?>(new MemoryStream(Encoding.ASCII.GetBytes($"bytes of {name}")));

        public Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default) =>
            Task.FromResult(container == "photos" && name != "none" ? new BlobInfo("image/png", 12) : null);

        public Task<bool> PutAsync(string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
