namespace Prakerja.Pipeline.Ports;

/// <summary>What <see cref="IBlobStore"/> refuses, with <see cref="ArgumentException"/>, in every adapter.</summary>
public static class BlobNames
{
    /// <summary>
    /// Container: 3-63 lower-case letters, digits and single hyphens, none of them first or last. Name: 1-1024 characters, no
    /// control character, no <c>\</c> (URLs turn it into <c>/</c>); segments separated by <c>/</c>, none empty, <c>.</c> or <c>..</c>.
    /// </summary>
    public static void Check(string container, string name)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(name);
        TableLimits.Require(
            container.Length is >= 3 and <= 63 && container.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                && container.Split('-').All(part => part.Length > 0),
            "A container is 3-63 lower-case letters, digits and single hyphens between them.");
        TableLimits.Require(
            name.Length is >= 1 and <= 1024 && !name.Any(c => char.IsControl(c) || c == '\\') && TableLimits.IsWellFormed(name),
            "A blob name is 1-1024 characters without backslash and control characters.");
        TableLimits.Require(
            name.Split('/').All(segment => segment is not ("" or "." or "..")), "No segment of a blob name is empty, '.' or '..'.");
    }

    /// <summary>A content type is 1-256 printable ASCII characters.</summary>
    public static void CheckContentType(string contentType)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        TableLimits.Require(
            contentType.Length is >= 1 and <= 256 && contentType.All(c => c is >= ' ' and <= '~'), "A content type is 1-256 printable ASCII characters.");
    }

    /// <summary>Offset and length of a read are not negative.</summary>
    public static void CheckRange(long offset, long? length) =>
        TableLimits.Require(offset >= 0 && length is null or >= 0, "Offset and length are not negative.");
}
