using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>Streams of the draw's files.</summary>
internal static class DrawFiles
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Feeds a stream piece by piece; stops early once <paramref name="take"/> gives false.</summary>
    public static async Task FeedAsync(Stream stream, Func<ReadOnlyMemory<byte>, bool> take, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        for (var read = 1; read > 0;)
        {
            read = await stream.ReadAsync(buffer, cancellation);
            if (read > 0 && !take(buffer.AsMemory(0, read)))
            {
                return;
            }
        }
    }

    public static async Task<EntriesRead> ReadEntriesAsync(FileInfo file, CancellationToken cancellation)
    {
        var reader = new EntriesReader(file.Length);
        await using var stream = file.OpenRead();
        await FeedAsync(stream, chunk => reader.Read(chunk.Span), cancellation);
        return reader.Complete();
    }

    public static async Task WriteResultAsync(DrawResult result, FileInfo file, CancellationToken cancellation)
    {
        await using var stream = file.Create();
        foreach (var chunk in result.Chunks())
        {
            await stream.WriteAsync(chunk, cancellation);
        }
    }

    /// <summary>Every core takes part; the result does not depend on how many there are.</summary>
    public static void OnAllCores(int parts, Action<int> body) => Parallel.For(0, parts, body);
}
