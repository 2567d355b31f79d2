using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>
/// The keys of a laptop: one root secret and one ES256 key, in two files that only their owner can read. For the local head, and for the Azure
/// head against emulators; a deployment uses Key Vault.
/// </summary>
public sealed class FolderKeyVault : IKeyVault, IDisposable
{
    private readonly byte[] root;
    private readonly byte[] master;
    private readonly ECDsa signing;
    private readonly Sealer sealer;

    private FolderKeyVault(byte[] root, ECDsa signing, IRandomSource random)
    {
        (this.root, this.signing) = (root, signing);
        master = Derive("master");
        sealer = new Sealer(random);
        var jwk = SigningJwk.Of(signing.ExportParameters(includePrivateParameters: false).Q);
        (SigningKeyId, JsonWebKeySet) = (jwk.KeyId, SigningJwk.Set([jwk]));
    }

    public string SigningKeyId { get; }

    public string JsonWebKeySet { get; }

    /// <summary>Keys kept in a directory; made at the first start.</summary>
    public static FolderKeyVault Open(string directory, IRandomSource random)
    {
        var made = Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        var secret = ReadOrCreate(Path.Combine(directory, "root.key"), () => NewRoot(random));
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(ReadOrCreate(Path.Combine(directory, "signing.key"), NewSigningKey), out _);
        return new FolderKeyVault(secret, key, random);
    }

    /// <summary>Keys for one run of the simulator; all but the signing key follow from the seed.</summary>
    public static FolderKeyVault FromSeed(long seed, IRandomSource random) =>
        new(SHA256.HashData(Encoding.ASCII.GetBytes($"prakerja-simulation-{seed}")), ECDsa.Create(ECCurve.NamedCurves.nistP256), random);

    public ReadOnlyMemory<byte> Secret(string purpose) => Derive(purpose);

    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellation = default) =>
        ValueTask.FromResult(sealer.Seal(master, dataKey.Span));

    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Sealer.Open(master, wrapped.Span));

    public Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation = default)
    {
        lock (signing)
        {
            return Task.FromResult(signing.SignHash(digest.Span, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
    }

    public void Dispose() => signing.Dispose();

    private byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 32, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] NewRoot(IRandomSource random)
    {
        var made = new byte[32];
        random.Fill(made);
        return made;
    }

    private static byte[] NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private static byte[] ReadOrCreate(string path, Func<byte[]> create)
    {
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        var aside = path + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(create());
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
        return File.ReadAllBytes(path);
    }
}
