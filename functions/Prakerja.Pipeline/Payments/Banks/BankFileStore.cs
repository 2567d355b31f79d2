using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>The files' rows, and their bytes: sealed under a key of their own in the container <c>bank-files</c>.</summary>
public sealed class BankFileStore(ITableStore tables, IBlobStore blobs, IKeyVault vault, Sealer sealer)
{
    public const string Container = "bank-files";

    public async ValueTask<(BankFile File, string ETag)?> FindAsync(string provider, int number) =>
        await tables.GetAsync(BankKeys.Table, provider, BankKeys.File(number)) is { } row ? (PipelineJson.Read<BankFile>(row.Body), row.ETag) : null;

    /// <summary>The file of a message id; null: not one of ours at this bank.</summary>
    public async ValueTask<BankFile?> FindAsync(string provider, string messageId) =>
        BankFile.NumberOf(provider, messageId) is { } number ? (await FindAsync(provider, number))?.File : null;

    /// <summary>Changes a file as long as it is there; null from <paramref name="change"/> leaves it.</summary>
    /// <returns>The file afterwards.</returns>
    public async Task<BankFile?> ChangeAsync(string provider, int number, Func<BankFile, BankFile?> change)
    {
        while (await FindAsync(provider, number) is { } found)
        {
            if (change(found.File) is not { } changed
                || changed == found.File
                || (await tables.CommitAsync(BankKeys.Table, provider, [new TableWrite.Replace(BankKeys.File(number), PipelineJson.Write(changed), found.ETag)])).Committed)
            {
                return (await FindAsync(provider, number))?.File;
            }
        }

        return null;
    }

    /// <summary>Numbers of the files that something is left to be done for, oldest first.</summary>
    public async Task<IReadOnlyList<int>> OpenAsync(string provider, CancellationToken cancellation)
    {
        var open = new List<int>();
        await foreach (var row in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(BankKeys.OpenPrefix), cancellation: cancellation))
        {
            open.Add(int.Parse(row.Row.AsSpan(BankKeys.OpenPrefix.Length)));
        }

        return open;
    }

    /// <summary>What is in a file, in the order of the references.</summary>
    public async Task<IReadOnlyList<BankTransfer>> TransfersAsync(BankFile file, CancellationToken cancellation)
    {
        var transfers = new List<BankTransfer>(file.Count);
        await foreach (var row in tables.RowsAsync(BankKeys.Table, file.Provider, RowRange.Prefix(BankKeys.TransferPrefix(file.Number)), cancellation: cancellation))
        {
            transfers.Add(PipelineJson.Read<BankTransfer>(row.Body));
        }

        return transfers;
    }

    /// <summary>Forgets the accounts and the mark of a file that is over.</summary>
    public async Task FinishAsync(BankFile file, CancellationToken cancellation)
    {
        var gone = (await TransfersAsync(file, cancellation)).Select(t => new TableWrite.Delete(BankKeys.Transfer(file.Number, t.Reference)));
        foreach (var some in gone.Chunk(TableLimits.MaxWrites))
        {
            await tables.CommitAsync(BankKeys.Table, file.Provider, some, cancellation);
        }

        await tables.CommitAsync(BankKeys.Table, file.Provider, [new TableWrite.Delete(BankKeys.Open(file.Number))], cancellation);
    }

    /// <summary>A new key, wrapped.</summary>
    public async ValueTask<byte[]> NewKeyAsync(IRandomSource random)
    {
        var key = new byte[32];
        random.Fill(key);
        return await vault.WrapAsync(key);
    }

    public async Task PutAsync(string name, byte[] wrappedKey, byte[] content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(sealer.Seal(await vault.UnwrapAsync(wrappedKey, cancellation), content), writable: false);
        await blobs.PutAsync(Container, name, stream, "application/octet-stream", overwrite: true, cancellation);
    }

    /// <exception cref="CryptographicException">Tampered with.</exception>
    public async Task<byte[]?> OpenAsync(string name, byte[] wrappedKey, CancellationToken cancellation)
    {
        await using var stored = await blobs.OpenAsync(Container, name, cancellation: cancellation);
        if (stored is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellation);
        return Sealer.Open(await vault.UnwrapAsync(wrappedKey, cancellation), bytes.ToArray());
    }
}
