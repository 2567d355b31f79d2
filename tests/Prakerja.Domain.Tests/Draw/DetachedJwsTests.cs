using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

public sealed class DetachedJwsTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private JsonWebKeys Keys => Set(JsonWebKeys.Write("k1", key));

    public void Dispose() => key.Dispose();

    [Property(MaxTest = 20)]
    public void Jws_OfAnyFileReadInPieces_Holds(byte[] file, byte size)
    {
        var jws = Parse(Sign(file));
        using var digest = jws.StartDigest();
        foreach (var piece in file.Chunk(size + 1))
        {
            digest.Append(piece);
        }

        Assert.Equal("k1", jws.KeyId);
        Assert.Null(jws.Verify(Keys, digest));
    }

    [Fact]
    public void Digest_OfMoreThanItsBuffer_IsTheHashOfTheSigningInput()
    {
        var file = Enumerable.Range(0, 40_001).Select(i => unchecked((byte)i)).ToArray();
        using var digest = new JwsDigest(DetachedJws.Header("k1"));

        digest.Append(file.AsSpan(0, 20_000));
        digest.Append(file.AsSpan(20_000));

        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes($"{DetachedJws.Header("k1")}.{Base64Url.EncodeToString(file)}")), digest.Complete());
    }

    [Fact]
    public void Jws_FileChanged_DoesNotHold()
    {
        var jws = Parse(Sign([1, 2, 3]));
        using var digest = jws.StartDigest();
        digest.Append([1, 2, 4]);

        Assert.Contains("does not match", jws.Verify(Keys, digest), StringComparison.Ordinal);
    }

    [Fact]
    public void Jws_AnyCharacterChanged_IsRefusedOrDoesNotHold()
    {
        var text = Sign([1, 2, 3]);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in "AB9_-.=\n".Where(c => c != text[i]))
            {
                Assert.False(Holds(text[..i] + other + text[(i + 1)..], [1, 2, 3]), $"{i} {other}");
            }
        }
    }

    [Fact]
    public void Jws_UnknownKeyOrKeyOffTheCurve_DoesNotHold()
    {
        var jws = Parse(Sign([]));
        var zeros = new string('A', 43);
        using var digest = jws.StartDigest();

        Assert.Contains("not among", jws.Verify(Set(JsonWebKeys.Write("k2", key)), digest), StringComparison.Ordinal);
        Assert.NotNull(jws.Verify(Set($$"""{"kty":"EC","crv":"P-256","kid":"k1","x":"{{zeros}}","y":"{{zeros}}"}"""), digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"keys\":1}")]
    [InlineData("{\"keys\":[1]}")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"!\",\"y\":\"\"}]}")]
    public void KeySet_Malformed_IsRefused(string json) =>
        Assert.IsType<DocumentRead<JsonWebKeys>.Refused>(JsonWebKeys.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void KeySet_WithOtherKinds_KeepsTheEs256Keys() =>
        Assert.Equal(1, Set("""{"kty":"RSA","kid":"r"},{"kty":"EC","crv":"P-384","kid":"e"},""" + JsonWebKeys.Write("k1", key)).Count);

    private static JsonWebKeys Set(string keys) =>
        Assert.IsType<DocumentRead<JsonWebKeys>.Accepted>(JsonWebKeys.Parse(Encoding.UTF8.GetBytes($"{{\"keys\":[{keys}]}}"))).Value;

    private static DetachedJws Parse(string jws) => Assert.IsType<DocumentRead<DetachedJws>.Accepted>(DetachedJws.Parse(jws)).Value;

    private bool Holds(string text, byte[] file)
    {
        if (DetachedJws.Parse(text) is not DocumentRead<DetachedJws>.Accepted(var jws))
        {
            return false;
        }

        using var digest = jws.StartDigest();
        digest.Append(file);
        return jws.Verify(Keys, digest) is null;
    }

    private string Sign(byte[] file) => DetachedJws.Build("k1", file, digest => key.SignHash(digest));
}
