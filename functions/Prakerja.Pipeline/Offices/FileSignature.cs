using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Offices;

/// <summary>The officer's signature under a file: its SHA-256, sent with the officer's own token.</summary>
internal static class FileSignature
{
    public static IReadOnlyList<HeaderParameter> Headers { get; } =
        [new("Signature", "SHA-256 of the file, in hex; this or Digest."), new("Digest", "sha-256= and the SHA-256 of the file in base64; this or Signature.")];

    private const string DigestPrefix = "sha-256=";

    /// <summary>Null if the request names the file's hash (<paramref name="hash"/>, lower-case hex).</summary>
    public static Problem? Refuse(Call call, string hash)
    {
        var given = call.Header("Signature") ?? call.Header("Digest");
        return string.IsNullOrWhiteSpace(given)
            ? Problems.Invalid("signature", new("Kirim SHA-256 berkas pada header Signature atau Digest.", "Send the file's SHA-256 in the header Signature or Digest."))
            : Matches(given.Trim(), hash) ? null : new Problem(401, "signature", new("Tanda tangan tidak cocok", "The signature does not match"),
                new("SHA-256 pada header bukan milik berkas yang diterima; kirim ulang.", "The SHA-256 in the header is not that of the file received; send it again."));
    }

    private static bool Matches(string given, string hash)
    {
        var value = given.StartsWith(DigestPrefix, StringComparison.OrdinalIgnoreCase) ? given[DigestPrefix.Length..] : given;
        return value.Equals(hash, StringComparison.OrdinalIgnoreCase) || value == Convert.ToBase64String(Convert.FromHexString(hash));
    }
}
