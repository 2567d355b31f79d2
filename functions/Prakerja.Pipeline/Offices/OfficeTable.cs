using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Offices;

/// <summary>From the records of an office's file to its lines.</summary>
public static class OfficeTable
{
    /// <summary>What is wrong with the header; null: nothing. Order is free, and columns not known are passed over.</summary>
    public static LocalText? HeaderProblem(CsvRead read)
    {
        IReadOnlyList<string> header = read.Records.Count > 0 ? [.. read.Records[0].Fields.Select(f => f.Trim())] : [];
        var missing = OfficeLine.Columns.Except(header, StringComparer.Ordinal).ToArray();
        return missing.Length > 0 ? new($"Kolom tidak ada: {string.Join(", ", missing)}.", $"Columns missing: {string.Join(", ", missing)}.")
            : header.Distinct(StringComparer.Ordinal).Count() < header.Count ? new("Ada kolom yang berulang.", "A column is there twice.")
            : null;
    }

    public static IEnumerable<(int Line, OfficeLine? Read, Problem? Problem)> Parse(CsvRead read, IReadOnlyList<string> regencies, DateTimeOffset now)
    {
        string[] header = [.. read.Records[0].Fields.Select(f => f.Trim())];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in read.Records.Skip(1))
        {
            var (line, problem) = Parse(record, header, regencies, now);
            if (line is not null && !seen.TryAdd(line.Nik, record.Line))
            {
                var first = seen[line.Nik];
                (line, problem) = (null, Problems.Invalid("nik", new($"Sama dengan baris {first}.", $"The same as on line {first}.")));
            }

            yield return (record.Line, line, problem);
        }
    }

    private static (OfficeLine? Read, Problem? Problem) Parse(CsvRecord record, string[] header, IReadOnlyList<string> regencies, DateTimeOffset now)
    {
        if (record.Fields.Count != header.Length)
        {
            return (null, Problems.Invalid("line", new(
                $"Ada {record.Fields.Count} kolom, seharusnya {header.Length}.", $"There are {record.Fields.Count} columns; there should be {header.Length}.")));
        }

        var cells = header.Zip(record.Fields, (column, cell) => (column, Cell: cell.Trim())).Where(c => c.Cell.Length > 0)
            .ToDictionary(c => c.column, c => c.Cell, StringComparer.Ordinal);
        return OfficeLine.Parse(record.Line, cells, regencies, now);
    }
}
