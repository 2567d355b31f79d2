namespace Prakerja.Azure.Blobs;

/// <summary>
/// Which blobs the account's lifecycle rule deletes by itself: those with the index tag <c>retention = legal-term</c>, so many days after
/// they were written as infra/ says. Photos of KTPs and selfies; erasure deletes them earlier.
/// </summary>
public static class Retention
{
    public const string Tag = "retention";
    public const string LegalTerm = "legal-term";

    /// <summary>Tags of a blob in this container; null: it stays.</summary>
    public static IDictionary<string, string>? TagsOf(string container) => container == Prakerja.Pipeline.Registration.PutPhotos.Container
        ? new Dictionary<string, string>(StringComparer.Ordinal) { [Tag] = LegalTerm }
        : null;
}
