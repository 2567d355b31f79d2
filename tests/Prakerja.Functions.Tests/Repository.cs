namespace Prakerja.Functions.Tests;

/// <summary>Files of the repository, found from the test's output folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Prakerja.Functions.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
