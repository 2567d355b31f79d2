using System.Buffers.Binary;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Blobs;

/// <summary>
/// A blob's file: a header (length of the rest of it as 4 bytes, then the content type and the blob's name as UTF-8, one a line)
/// and the content as it is.
/// </summary>
internal static class BlobFile
{
    private const int MaxHeader = 16 * 1024;

    public static void WriteHeader(Stream file, string name, string contentType)
    {
        var text = Encoding.UTF8.GetBytes($"{contentType}\n{name}\n");
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        file.Write(length);
        file.Write(text);
    }

    /// <summary>The open file at its content, with what the header says; null if there is no such file.</summary>
    public static FileStream? Open(string path, out BlobInfo? info)
    {
        info = null;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        info = ReadHeader(file);
        return file;
    }

    private static BlobInfo ReadHeader(FileStream file)
    {
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is <= 0 or > MaxHeader)
        {
            file.Dispose();
            throw new InvalidDataException($"{file.Name} is not a blob's file.");
        }

        var text = new byte[length];
        file.ReadExactly(text);
        var contentType = Encoding.UTF8.GetString(text.AsSpan(0, text.AsSpan().IndexOf((byte)'\n')));
        return new BlobInfo(contentType, file.Length - file.Position);
    }
}
