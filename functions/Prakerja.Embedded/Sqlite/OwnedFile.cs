namespace Prakerja.Embedded.Sqlite;

/// <summary>A lock file beside the database, held for as long as the process lives: released by the kernel however it dies.</summary>
internal static class OwnedFile
{
    public static FileStream Take(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            return new FileStream(full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw new DatabaseInUseException($"Another process has {full} open. One data directory serves one process at a time.", inUse);
        }
    }
}
