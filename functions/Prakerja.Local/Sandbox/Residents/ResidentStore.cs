using Prakerja.Domain;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>The residents of this data directory, what was changed about them, and whose an account is.</summary>
internal sealed class ResidentStore(ITableStore tables, ResidentNumbers numbers, TimeProvider clock)
{
    public const string Table = "sandboxresidents";
    private const string People = "people";
    private const string Changes = "changes";
    private const string Accounts = "accounts";
    private const string Addresses = "addresses";
    private const int CommitSize = 100;

    /// <summary>The first <paramref name="count"/> residents of a seed, made up where they are not known yet.</summary>
    public async Task<IReadOnlyList<Resident>> MakeAsync(int count, long seed)
    {
        var year = Wib.DateOf(clock.GetUtcNow()).Year;
        var blocks = new List<long>();
        for (var block = 0; block * ResidentNumbers.BlockSize < count; block++)
        {
            blocks.Add(await numbers.BlockAsync(seed, block));
        }

        var made = new List<Resident>(count);
        var fresh = new List<Resident>();
        for (var index = 0; index < count; index++)
        {
            var household = Household.Of(seed, index);
            var resident = ResidentMaker.Make(seed, index, NumberOf(blocks, index), NumberOf(blocks, household.Head), household, year);
            var known = await FindAsync(resident.Nik);
            made.Add(known.Facts is { } kept ? kept with { FamilyCardNumber = known.FamilyCardNumber! } : WithChange(resident, known.Change));
            if (known.Facts is null)
            {
                fresh.Add(resident);
            }
        }

        await StoreAsync(fresh);
        return made;
    }

    /// <summary>What is known of a NIK; without facts and changes it is known to nobody.</summary>
    public async ValueTask<KnownResident> FindAsync(string nik)
    {
        var facts = await tables.GetAsync(Table, People, nik);
        return new KnownResident(nik, facts is null ? null : PipelineJson.Read<Resident>(facts.Body), await ChangeOfAsync(nik));
    }

    /// <summary>Adds to what was changed before.</summary>
    public async Task<ResidentChange> ChangeAsync(string nik, ResidentChange change)
    {
        while (true)
        {
            var row = await tables.GetAsync(Table, Changes, nik);
            var next = (row is null ? ResidentChange.None : PipelineJson.Read<ResidentChange>(row.Body)).Then(change);
            var body = PipelineJson.Write(next);
            TableWrite write = row is null ? new TableWrite.Insert(nik, body) : new TableWrite.Replace(nik, body, row.ETag);
            if ((await tables.CommitAsync(Table, Changes, [write])).Committed)
            {
                return next;
            }
        }
    }

    /// <summary>The NIK of an account's owner, or null if there is no such account.</summary>
    public async Task<string?> OwnerAsync(string provider, string account) =>
        await tables.GetAsync(Table, Accounts, AccountKey.Of(provider, account)) is { } row ? PipelineJson.Read<string>(row.Body) : null;

    /// <summary>The resident behind an e-mail address or phone, or null.</summary>
    public async Task<Resident?> FindByAddressAsync(string address) =>
        await tables.GetAsync(Table, Addresses, Uri.EscapeDataString(address)) is { } row ? (await FindAsync(PipelineJson.Read<string>(row.Body))).Facts : null;

    private async ValueTask<ResidentChange> ChangeOfAsync(string nik) =>
        await tables.GetAsync(Table, Changes, nik) is { } row ? PipelineJson.Read<ResidentChange>(row.Body) : ResidentChange.None;

    private async Task StoreAsync(List<Resident> residents)
    {
        var people = residents.Select(r => (TableWrite)new TableWrite.Upsert(r.Nik, PipelineJson.Write(r)));
        var accounts = residents.SelectMany(r => r.PaymentAccounts.Select(a =>
            (TableWrite)new TableWrite.Upsert(AccountKey.Of(a.Provider, a.Account), PipelineJson.Write(r.Nik))));
        var addresses = residents.SelectMany(r => ((string[])[r.Email, r.Phone]).Select(a =>
            (TableWrite)new TableWrite.Upsert(Uri.EscapeDataString(a), PipelineJson.Write(r.Nik))));
        // The indexes first: a resident that is known is not stored again.
        await Task.WhenAll(accounts.Chunk(CommitSize).Select(c => tables.CommitAsync(Table, Accounts, c)));
        await Task.WhenAll(addresses.Chunk(CommitSize).Select(c => tables.CommitAsync(Table, Addresses, c)));
        await Task.WhenAll(people.Chunk(CommitSize).Select(c => tables.CommitAsync(Table, People, c)));
    }

    private static ResidentNumber NumberOf(List<long> blocks, int index) =>
        new(blocks[index / ResidentNumbers.BlockSize] + (index % ResidentNumbers.BlockSize));

    private static Resident WithChange(Resident resident, ResidentChange change) =>
        resident with { FamilyCardNumber = change.FamilyCardNumber ?? resident.FamilyCardNumber };
}
