using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Ledger;

/// <summary>People with nothing but money.</summary>
internal static class LedgerPlay
{
    /// <summary>32 hex digits: the same for a name, spread over the shards.</summary>
    public static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static async Task<string> AddPersonAsync(this PipelineHarness harness, string id)
    {
        var body = PipelineJson.Write(new Participant { Id = id, State = ParticipantState.Verified, RegisteredAt = harness.Now });
        Assert.True((await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), [new TableWrite.Insert(ParticipantKeys.Main(id), body)])).Committed);
        return id;
    }

    /// <summary>Somebody of that name, with one transfer of 10 Rupiah whose key is the name.</summary>
    public static async Task<string> AddMovedAsync(this PipelineHarness harness, string name, TransferState state)
    {
        var id = await harness.AddPersonAsync(IdOf(name));
        Assert.True(await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Record(name, LedgerAccounts.Suspense, LedgerAccounts.Incentive(id), 10, "test", name, state);
            return ValueTask.FromResult(true);
        }));
        return id;
    }
}
