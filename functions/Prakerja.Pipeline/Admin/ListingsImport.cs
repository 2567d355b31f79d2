using System.Text;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin;

/// <summary>JSON form of an import; as CSV: a header line <c>nik</c> (or none), one NIK a line, the list's name in <c>?list=</c>.</summary>
public sealed record ListingRequest(string? List, IReadOnlyList<string?>? Niks);

/// <summary>Reads an import in either form; malformed NIKs are named by line.</summary>
public static class ListingsImport
{
    public const int MaxNiks = 250_000;
    private const int MostNamed = 100;

    public static (string List, IReadOnlyList<string> Niks, Problem? Problem) Read(Call call)
    {
        var csv = call.Header("Content-Type")?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        if (csv)
        {
            return Parse(call.Query("list"), Lines(Encoding.UTF8.GetString(call.Body.Span)));
        }

        return call.Read<ListingRequest>(out var request) is { } unreadable
            ? ("", [], unreadable)
            : Parse(request.List, (request.Niks ?? []).Select((nik, i) => (i + 1, nik)));
    }

    private static IEnumerable<(int Line, string? Nik)> Lines(string text) => text.TrimStart('\uFEFF').Split('\n').Select((line, i) => (i + 1, line.Trim()))
        .Where(l => l.Item2.Length > 0 && !(l.Item1 == 1 && l.Item2 == "nik")).Select(l => (l.Item1, (string?)l.Item2));

    private static (string List, IReadOnlyList<string> Niks, Problem? Problem) Parse(string? list, IEnumerable<(int Line, string? Nik)> lines)
    {
        var fields = new Fields();
        var name = fields.Take("list", TextRule.Title.Parse(list));
        var niks = new HashSet<string>(StringComparer.Ordinal);
        var (count, wrong) = (0, 0);
        foreach (var (line, text) in lines)
        {
            count++;
            var nik = Nik.Parse(text);
            if (nik.IsOk)
            {
                niks.Add(nik.Value.Digits);
            }
            else if (++wrong <= MostNamed)
            {
                fields.Add($"line {line}", nik.Problem);
            }
        }

        fields.Check("niks", count is > 0 and <= MaxNiks, new($"1 sampai {MaxNiks} NIK.", $"1 to {MaxNiks} NIKs."));
        return (name, [.. niks], fields.Problem);
    }
}
