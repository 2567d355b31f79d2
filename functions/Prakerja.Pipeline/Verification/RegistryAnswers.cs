using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Verification;

/// <summary>The civil registry is metered: its answer to the same facts is kept under a keyed hash of them and never asked for twice.</summary>
public sealed class RegistryAnswers(ITableStore tables, ICivilRegistry registry, BlindIndex index)
{
    public const string Table = "registryanswers";

    public async Task<CivilAnswer> CheckAsync(CivilQuery query, CancellationToken cancellation)
    {
        var key = index.Of("civil-query", Convert.ToHexStringLower(SHA256.HashData(PipelineJson.Write(query))));
        var known = await tables.GetAsync(Table, key[..2], key, cancellation);
        if (known is not null)
        {
            return PipelineJson.Read<CivilAnswer>(known.Body);
        }

        var answer = await registry.CheckAsync(query, cancellation);
        if (answer.Outcome != CivilOutcome.Unavailable)
        {
            await tables.CommitAsync(Table, key[..2], [new TableWrite.Upsert(key, PipelineJson.Write(answer))], cancellation);
        }

        return answer;
    }
}
