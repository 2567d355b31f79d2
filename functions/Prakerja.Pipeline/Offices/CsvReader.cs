using System.Text;

namespace Prakerja.Pipeline.Offices;

/// <param name="Line">Physical line on which the record begins, from 1.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields);

/// <param name="Problem">Why the file cannot be read at all; null: it can.</param>
public sealed record CsvRead(IReadOnlyList<CsvRecord> Records, LocalText? Problem);

/// <summary>
/// RFC 4180, strict: UTF-8 (a byte order mark is passed over), commas, records end with CR LF or LF, a quote only around a whole field and doubled inside it.
/// Empty lines are passed over.
/// </summary>
public static class CsvReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="maxRecords">Header included.</param>
    public static CsvRead Read(ReadOnlySpan<byte> file, int maxRecords)
    {
        try
        {
            return new Scanner(Strict.GetString(file).TrimStart('\uFEFF'), maxRecords).Read();
        }
        catch (DecoderFallbackException)
        {
            return new CsvRead([], new("Berkas bukan UTF-8.", "The file is not UTF-8."));
        }
    }

    private sealed class Scanner(string text, int maxRecords)
    {
        private readonly List<CsvRecord> records = [];
        private int at;
        private int line = 1;

        public CsvRead Read()
        {
            while (at < text.Length)
            {
                if (EndsLine())
                {
                    continue;
                }

                var begins = line;
                var fields = new List<string>();
                if (ReadRecord(fields) is { } problem)
                {
                    return new CsvRead([], problem);
                }

                records.Add(new CsvRecord(begins, fields));
                if (records.Count > maxRecords)
                {
                    return new CsvRead([], new($"Paling banyak {maxRecords - 1} baris data.", $"At most {maxRecords - 1} lines of data."));
                }
            }

            return new CsvRead(records, null);
        }

        /// <summary>Null when the record is read up to and with its line end.</summary>
        private LocalText? ReadRecord(List<string> fields)
        {
            while (true)
            {
                var field = at < text.Length && text[at] == '"' ? Quoted() : Plain();
                if (field is null)
                {
                    return Broken;
                }

                fields.Add(field);
                if (at == text.Length || EndsLine())
                {
                    return null;
                }

                if (text[at++] != ',')
                {
                    return Broken;
                }
            }
        }

        private LocalText Broken => new($"Baris {line}: tanda kutip salah tempat.", $"Line {line}: a quote is in the wrong place.");

        private string? Plain()
        {
            var end = text.AsSpan(at).IndexOfAny(",\r\n\"");
            var field = end < 0 ? text[at..] : text.Substring(at, end);
            at += field.Length;
            return at < text.Length && text[at] == '"' ? null : field;
        }

        private string? Quoted()
        {
            var field = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                var character = text[at];
                if (character == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
                {
                    at++;
                    return field.ToString();
                }

                at += character == '"' ? 1 : 0;
                line += character == '\n' ? 1 : 0;
                field.Append(character);
            }

            return null;
        }

        private bool EndsLine()
        {
            var length = text.AsSpan(at) is ['\r', '\n', ..] ? 2 : text.AsSpan(at) is ['\n', ..] ? 1 : 0;
            at += length;
            line += length > 0 ? 1 : 0;
            return length > 0;
        }
    }
}
