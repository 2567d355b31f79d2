using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// How many more recipients a family card may have, fixed once per batch: whichever candidate of the card is frozen first asks the slots, the others read
/// the same answer. Table <c>batchhouseholds</c>.
/// </summary>
public sealed class HouseholdRows(ITableStore tables, Claims claims)
{
    public const string Table = "batchhouseholds";

    /// <summary>0, 1 or 2.</summary>
    public async Task<int> AllowanceAsync(int batch, string household)
    {
        var partition = $"{batch:D6}-{household[..2]}";
        while (true)
        {
            if (await tables.GetAsync(Table, partition, household) is { } known)
            {
                return PipelineJson.Read<Row>(known.Body).Allowance;
            }

            var held = await claims.SlotsHeldAsync(ClaimKinds.FamilyCard, household, ClaimKinds.FamilyCardSlots);
            var row = new Row(ClaimKinds.FamilyCardSlots - held);
            await tables.CommitAsync(Table, partition, [new TableWrite.Insert(household, PipelineJson.Write(row))]);
        }
    }

    private sealed record Row(int Allowance);
}

/// <summary>The key of a batch's household pseudonyms: random, made at freezing, kept wrapped and in escrow only.</summary>
public sealed class HouseholdEscrow(BatchFiles files, IKeyVault vault, IRandomSource random)
{
    /// <summary>Never served; for the auditor until appeals end.</summary>
    private const string File = "escrow";

    public async Task<byte[]> KeyAsync(int batch)
    {
        while (true)
        {
            if (await files.ReadAsync(batch, File) is { } wrapped)
            {
                return await vault.UnwrapAsync(wrapped);
            }

            var key = new byte[32];
            random.Fill(key);
            using var content = new MemoryStream(await vault.WrapAsync(key), writable: false);
            await files.PutAsync(batch, File, content, overwrite: false);
        }
    }

    /// <summary>Pseudonym of a family card under a batch's key.</summary>
    public static UInt128 Pseudonym(byte[] key, string household) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(household)));
}
