using System.Globalization;
using System.Text;
using Prakerja.Engine.Time;

namespace Prakerja.Local.Hosting;

/// <summary>A virtual clock whose time is kept in the data directory, so that a restart goes on where it stood.</summary>
public static class KeptClock
{
    public static VirtualClock Open(LocalOptions options, WorkTracker work)
    {
        var start = options.Start ?? TimeProvider.System.GetUtcNow();
        if (options.Data is null)
        {
            return new VirtualClock(start, work);
        }

        var path = Path.Combine(options.Data, "clock");
        if (File.Exists(path))
        {
            start = DateTimeOffset.ParseExact(File.ReadAllText(path), "O", CultureInfo.InvariantCulture);
        }

        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        Keep(file, start.ToUniversalTime());
        return new VirtualClock(start, work) { Moved = time => Keep(file, time) };
    }

    /// <summary>Always the same length, so that overwriting leaves either the old time or the new one.</summary>
    private static void Keep(FileStream file, DateTimeOffset time)
    {
        lock (file)
        {
            RandomAccess.Write(file.SafeFileHandle, Encoding.ASCII.GetBytes(time.ToString("O", CultureInfo.InvariantCulture)), 0);
        }
    }
}
