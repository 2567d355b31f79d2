using System.Globalization;

namespace Prakerja.Embedded.Sqlite;

/// <summary>Brings a file to the newest schema: the numbered scripts it has not seen yet, each in its own transaction.</summary>
internal static class SchemaScripts
{
    private const string Folder = "schema/";

    public static void Apply(SqliteWriter writer)
    {
        var scripts = All();
        var version = Version(writer);
        if (version > scripts[^1].Number)
        {
            throw new InvalidOperationException($"The data has schema {version}; this build knows up to {scripts[^1].Number}. Use a newer build.");
        }

        foreach (var (number, text) in scripts.Where(script => script.Number > version))
        {
            writer.Execute($"BEGIN; {text}\nPRAGMA user_version = {number}; COMMIT;");
        }
    }

    internal static IReadOnlyList<(int Number, string Text)> All()
    {
        var assembly = typeof(SchemaScripts).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => (Number(name), Read(name)))
                .OrderBy(script => script.Item1),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    private static int Number(string name) =>
        int.Parse(name.AsSpan(Folder.Length, name.IndexOf('.', StringComparison.Ordinal) - Folder.Length), CultureInfo.InvariantCulture);

    private static long Version(SqliteWriter writer)
    {
        using var statement = writer.Prepare("PRAGMA user_version");
        statement.Step();
        return statement.Long(0);
    }
}
