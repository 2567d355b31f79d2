using System.Buffers;
using System.Text;

namespace Prakerja.Pipeline.Ports;

/// <summary>What <see cref="ITableStore"/> refuses, with <see cref="ArgumentException"/>, in every adapter: the limits of Azure Table Storage.</summary>
public static class TableLimits
{
    public const int MaxBody = 64 * 1024;
    public const int MaxKey = 512;

    /// <summary>Of the bodies of a commit together: Azure takes 4 MiB, in which bodies are base64 and come with keys and headers.</summary>
    public const int MaxCommit = 2 * 1024 * 1024;
    public const int MaxWrites = 100;
    public const int MaxScan = 1000;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\#?");
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>3-63 ASCII letters and digits, starting with a letter.</summary>
    public static void CheckTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require(
            table.Length is >= 3 and <= 63 && char.IsAsciiLetter(table[0]) && !table.AsSpan().ContainsAnyExcept(LettersAndDigits),
            "A table name is 3-63 ASCII letters and digits and starts with a letter.");
    }

    /// <summary>1-512 characters of well-formed Unicode without <c>/ \ # ?</c> and control characters.</summary>
    public static void CheckKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Require(key.Length is >= 1 and <= MaxKey, "A key is 1-512 characters.");
        Require(!key.AsSpan().ContainsAny(Forbidden) && (IsPlain(key) || !key.Any(char.IsControl)), "A key has none of / \\ # ? and no control character.");
        Require(IsWellFormed(key), "A key is well-formed Unicode.");
    }

    /// <summary>1-100 writes, each row at most once; keys, bodies (together too) and ETags within their limits.</summary>
    public static void CheckCommit(string table, string partition, IReadOnlyList<TableWrite> writes)
    {
        CheckTable(table);
        CheckKey(partition);
        ArgumentNullException.ThrowIfNull(writes);
        Require(writes.Count is >= 1 and <= MaxWrites, "A commit has 1-100 writes.");
        var size = 0;
        foreach (var write in writes)
        {
            size += CheckWrite(write);
        }

        Require(size <= MaxCommit, "The bodies of a commit are at most 2 MiB together.");
        Require(
            writes.Count == 1 || writes.Select(write => write.Row).Distinct(StringComparer.Ordinal).Count() == writes.Count,
            "A commit writes each row at most once.");
    }

    public static void CheckScan(string table, string partition, RowRange range, int limit)
    {
        CheckTable(table);
        CheckKey(partition);
        Require(limit is >= 1 and <= MaxScan, "A scan's limit is 1-1000.");
        Require(IsWellFormed(range.From ?? "") && IsWellFormed(range.To ?? ""), "A range's bounds are well-formed Unicode.");
    }

    /// <summary>No lone surrogates: the text has UTF-8.</summary>
    internal static bool IsWellFormed(string text)
    {
        if (IsPlain(text))
        {
            return true;
        }

        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    /// <summary>Printable ASCII, as nearly all keys are: keys are checked at every read, so that is looked for first.</summary>
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    internal static void Require(bool holds, string message, string? argument = null)
    {
        if (!holds)
        {
            throw new ArgumentException(message, argument);
        }
    }

    /// <returns>The size of its body.</returns>
    private static int CheckWrite(TableWrite write)
    {
        CheckKey(write.Row);
        var (body, etag) = write switch
        {
            TableWrite.Insert insert => (insert.Body, null),
            TableWrite.Replace replace => (replace.Body, replace.ETag ?? ""),
            TableWrite.Upsert upsert => (upsert.Body, null),
            TableWrite.Delete delete => (default, delete.ETag),
            _ => throw new ArgumentException($"Unknown write {write.GetType()}.", nameof(write)),
        };
        Require(body.Length <= MaxBody, "A body is at most 64 KiB.");
        Require(etag is not ("" or "*"), "An ETag is one that the store gave: neither empty nor the wildcard.");
        return body.Length;
    }
}
