using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Contracts.Keys;

/// <summary>What every <see cref="IKeyVault"/> does.</summary>
public abstract class KeyVaultContract
{
    private static readonly byte[] DataKey = [.. Enumerable.Range(100, 32).Select(i => (byte)i)];

    /// <summary>The same vault each time, as another process opens it.</summary>
    protected abstract Task<IKeyVault> OpenAsync();

    [Fact]
    public async Task Secret_OpenedAgain_IsTheSame32Bytes()
    {
        var (vault, again) = (await OpenAsync(), await OpenAsync());
        Assert.All(SecretPurposes.All, purpose =>
        {
            Assert.Equal(32, vault.Secret(purpose).Length);
            Assert.Equal(vault.Secret(purpose).ToArray(), again.Secret(purpose).ToArray());
        });
    }

    [Fact]
    public async Task Secret_OfEachPurpose_IsAnother()
    {
        var vault = await OpenAsync();
        var secrets = SecretPurposes.All.Select(p => Convert.ToHexString(vault.Secret(p).Span));
        Assert.Equal(SecretPurposes.All.Count, secrets.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Unwrap_ByAnotherProcess_GivesTheDataKey()
    {
        var wrapped = await (await OpenAsync()).WrapAsync(DataKey);
        Assert.Equal(DataKey, await (await OpenAsync()).UnwrapAsync(wrapped));
    }

    [Fact]
    public async Task Wrap_OfTheSameKey_IsNeverTheSame()
    {
        var vault = await OpenAsync();
        var (one, two) = (await vault.WrapAsync(DataKey), await vault.WrapAsync(DataKey));
        Assert.NotEqual(one, two);
        Assert.True(one.AsSpan().IndexOf(DataKey.AsSpan(0, 8)) < 0);
    }

    [Fact]
    public async Task Wrap_Result_IsSmallEnoughForARow() => Assert.InRange((await (await OpenAsync()).WrapAsync(DataKey)).Length, 33, 512);

    [Fact]
    public async Task Unwrap_AnyByteChanged_IsRefused()
    {
        var vault = await OpenAsync();
        var wrapped = await vault.WrapAsync(DataKey);
        for (var at = 0; at < wrapped.Length; at++)
        {
            var changed = wrapped.ToArray();
            changed[at] ^= 1;
            await Assert.ThrowsAnyAsync<CryptographicException>(async () => await vault.UnwrapAsync(changed));
        }
    }

    [Fact]
    public async Task Unwrap_CutOffAnywhere_IsRefused()
    {
        var vault = await OpenAsync();
        var wrapped = await vault.WrapAsync(DataKey);
        for (var length = 0; length < wrapped.Length; length++)
        {
            await Assert.ThrowsAnyAsync<CryptographicException>(async () => await vault.UnwrapAsync(wrapped.AsMemory(0, length)));
        }
    }

    [Fact]
    public async Task Sign_AnyData_VerifiesUnderThePublishedKeyOfItsId()
    {
        var vault = await OpenAsync();
        var data = "receipt"u8.ToArray();
        var signature = await vault.SignDigestAsync(SHA256.HashData(data));
        Assert.Equal(64, signature.Length);
        using var key = PublishedKey(vault.JsonWebKeySet, vault.SigningKeyId);
        Assert.True(key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.False(key.VerifyData("another"u8, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public async Task JsonWebKeySet_OpenedAgain_HasTheSameKeysAndNothingPrivate()
    {
        var (vault, again) = (await OpenAsync(), await OpenAsync());
        Assert.Equal((vault.SigningKeyId, vault.JsonWebKeySet), (again.SigningKeyId, again.JsonWebKeySet));
        var keys = JsonNode.Parse(vault.JsonWebKeySet)!["keys"]!.AsArray();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"], key!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)));
    }

    /// <summary>The key of a published set.</summary>
    protected static ECDsa PublishedKey(string set, string id)
    {
        var jwk = JsonNode.Parse(set)!["keys"]!.AsArray().Single(k => k!["kid"]!.GetValue<string>() == id)!;
        byte[] Number(string member) => Base64Url.DecodeFromChars(jwk[member]!.GetValue<string>());
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Number("x"), Y = Number("y") } });
    }
}
