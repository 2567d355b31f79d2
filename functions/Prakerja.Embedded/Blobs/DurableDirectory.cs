using System.Runtime.InteropServices;

namespace Prakerja.Embedded.Blobs;

/// <summary>Makes what happened in a directory (a rename, a new directory, a deletion) survive a loss of power.</summary>
internal static class DurableDirectory
{
    /// <summary>Makes the directory below an existing one, durably.</summary>
    public static void Ensure(string parent, string name)
    {
        var path = Path.Combine(parent, name);
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Sync(parent);
        }
    }

    /// <summary>Without effect on Windows, whose file system journals its directories.</summary>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Native.Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{path} could not be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        var result = Native.FSync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Native.Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"{path} could not be synced (error {error}).");
        }
    }

    // .NET opens no directories; libc does.
    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int FSync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
