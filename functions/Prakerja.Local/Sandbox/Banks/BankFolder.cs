using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>The files that the banks have: a row each beside the payments, the bytes as a blob.</summary>
internal sealed class BankFolder(ITableStore tables, IBlobStore blobs)
{
    private const string Container = "sandbox-bank-files";

    public async ValueTask<BankFileRow?> FindAsync(string provider, string messageId) =>
        await tables.GetAsync(OutsideJobs.Table, OutsideJobs.Partition, RowOf(provider, messageId)) is { } row ? PipelineJson.Read<BankFileRow>(row.Body) : null;

    public async Task KeepAsync(string provider, BankFileRow row, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(file.ToArray(), writable: false);
        await blobs.PutAsync(Container, NameOf(provider, row.MessageId), bytes, "application/xml", overwrite: true, cancellation);
        await tables.CommitAsync(OutsideJobs.Table, OutsideJobs.Partition, [new TableWrite.Upsert(RowOf(provider, row.MessageId), PipelineJson.Write(row))], cancellation);
    }

    public async Task<byte[]> ReadAsync(string provider, string messageId)
    {
        await using var stored = await blobs.OpenAsync(Container, NameOf(provider, messageId)) ?? throw new InvalidOperationException($"The sandbox lost {messageId}.");
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static string RowOf(string provider, string messageId) => $"file-{provider}-{Uri.EscapeDataString(messageId)}";

    private static string NameOf(string provider, string messageId) => $"{provider}/{Uri.EscapeDataString(messageId)}";
}
