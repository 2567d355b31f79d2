using System.Security.Cryptography;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Keys;

/// <summary>
/// The keys that wrap people's data keys, at rest: one row a month, wrapped by the vault's master key. Made by whoever needs the month's
/// first, all others read that one. A row wrapped by an older version of the master key is wrapped anew by whoever reads it.
/// </summary>
internal sealed class KeyRows(ITableStore tables, MasterKey master, IRandomSource random)
{
    public const string Table = "vaultkeys";
    public const string Partition = "data-keys";

    public static string RowOf(int id) => id.ToString("D6");

    /// <summary>Null if there is none and none is to be made.</summary>
    /// <exception cref="StoreUnavailableException">Vault or table cannot be reached.</exception>
    public async Task<byte[]?> ReadAsync(int id, bool create)
    {
        var row = await tables.GetAsync(Table, Partition, RowOf(id));
        if (row is null && create)
        {
            await InsertAsync(id);
            row = await tables.GetAsync(Table, Partition, RowOf(id));
        }

        return row is null ? null : await OpenAsync(row);
    }

    private async Task InsertAsync(int id)
    {
        var key = new byte[32];
        random.Fill(key);
        var wrapped = await master.WrapAsync(key, await master.CurrentVersionAsync());
        await tables.CommitAsync(Table, Partition, [new TableWrite.Insert(RowOf(id), PipelineJson.Write(wrapped))]);
    }

    private async Task<byte[]> OpenAsync(TableRow row)
    {
        var wrapped = PipelineJson.Read<WrappedKey>(row.Body);
        var key = await master.UnwrapAsync(wrapped);
        var current = await master.CurrentVersionAsync();
        if (wrapped.Version != current)
        {
            await RewrapAsync(row, key, current);
        }

        return key;
    }

    /// <summary>Read back before it replaces the only copy. Somebody else being first is fine.</summary>
    private async Task RewrapAsync(TableRow row, byte[] key, string version)
    {
        var wrapped = await master.WrapAsync(key, version);
        if (!CryptographicOperations.FixedTimeEquals(await master.UnwrapAsync(wrapped), key))
        {
            throw new CryptographicException("The vault does not give back what it wrapped.");
        }

        await tables.CommitAsync(Table, Partition, [new TableWrite.Replace(row.Row, PipelineJson.Write(wrapped), row.ETag)]);
    }
}
