using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Batches;

/// <summary>Files of the draws: container <c>draws</c>, <c>{batch}/{file}</c>; those that are published have their detached JWS beside them.</summary>
public sealed class BatchFiles(IBlobStore blobs, IKeyVault vault)
{
    public const string Container = "draws";
    public const string Rules = "rules.json";
    public const string Commitment = "commitment.json";
    /// <summary>Reply of the time-stamping authority over the commitment (RFC 3161); there only where one is configured and answered in time.</summary>
    public const string CommitmentStamp = "commitment.json.tsr";

    public const string Entries = "entries.csv";
    public const string Result = "result.csv";
    public const string Record = "record.json";
    public const string Index = "index";
    public const string CutOffs = "cut-offs.json";

    /// <summary>Tickets of the selected, each with a newline, ascending.</summary>
    public const string Selected = "selected";

    /// <summary>Bytes of a ticket with its newline, in lists of tickets.</summary>
    public const int TicketLine = 33;

    private const string Bytes = "application/octet-stream";

    public static string Reserves(string regency) => $"reserves/{regency}";

    public static string Part(string shard) => $"parts/{shard}";

    public static string MediaType(string file) => file switch
    {
        _ when file.EndsWith(".jws", StringComparison.Ordinal) => "application/jose",
        _ when file.EndsWith(".tsr", StringComparison.Ordinal) => "application/timestamp-reply",
        _ when file.EndsWith(".json", StringComparison.Ordinal) => "application/json",
        _ when file.EndsWith(".csv", StringComparison.Ordinal) => "text/csv; charset=utf-8",
        _ => Bytes,
    };

    public Task<bool> PutAsync(int batch, string file, Stream content, bool overwrite = true) =>
        blobs.PutAsync(Container, Name(batch, file), content, MediaType(file), overwrite);

    public async Task PutAsync(int batch, string file, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        await PutAsync(batch, file, stream);
    }

    public Task<Stream?> OpenAsync(int batch, string file, long offset = 0, long? length = null) => blobs.OpenAsync(Container, Name(batch, file), offset, length);

    public async Task<long?> LengthAsync(int batch, string file) => (await blobs.GetInfoAsync(Container, Name(batch, file)))?.Length;

    /// <summary>A file, or a range of it, in memory; null if there is none.</summary>
    public async Task<byte[]?> ReadAsync(int batch, string file, long offset = 0, long? length = null)
    {
        await using var stream = await OpenAsync(batch, file, offset, length);
        if (stream is null)
        {
            return null;
        }

        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    /// <summary>Stores a file and its signature.</summary>
    public async Task PublishAsync(int batch, string file, byte[] content)
    {
        await PutAsync(batch, file, content);
        await PutSignatureAsync(batch, file, await SignAsync(content));
    }

    /// <summary>Stores the signature of a file that is there already, however large.</summary>
    public async Task SignAsync(int batch, string file)
    {
        await using var stream = await OpenAsync(batch, file) ?? throw new InvalidOperationException($"Batch {batch} has no {file} to sign.");
        await PutSignatureAsync(batch, file, await vault.SignDetachedAsync(stream));
    }

    /// <summary>A detached JWS over the bytes.</summary>
    public Task<string> SignAsync(ReadOnlyMemory<byte> content) => vault.SignDetachedAsync(content);

    private Task PutSignatureAsync(int batch, string file, string signature) => PutAsync(batch, $"{file}.jws", System.Text.Encoding.ASCII.GetBytes(signature));

    private static string Name(int batch, string file) => $"{batch}/{file}";
}
