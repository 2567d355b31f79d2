namespace Prakerja.Pipeline.Batches;

/// <summary>Pieces one after the other as one stream that is read once; each piece is seen by <paramref name="watch"/> as it passes.</summary>
internal sealed class PartsStream(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, Action<ReadOnlyMemory<byte>>? watch = null) : Stream
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> source = pieces.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The pieces of a stream.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesOf(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            yield return buffer.AsMemory(0, read);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.IsEmpty)
        {
            if (!await source.MoveNextAsync())
            {
                return 0;
            }

            rest = source.Current;
            watch?.Invoke(rest);
        }

        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }
}
