using System.Collections.Concurrent;
using Prakerja.Pipeline.Partners;

namespace Prakerja.Azure.Partners;

/// <summary>
/// The registered partners, each kept for a minute: what two operators approve holds everywhere within that. Who is not registered is not
/// kept, so made-up client codes fill nothing; they cost a point read each.
/// </summary>
internal sealed class TablePartnerDirectory(PartnerRegistry registry, TimeProvider clock) : IPartnerDirectory
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Kept> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> idByCode = new(StringComparer.Ordinal);

    public async ValueTask<Partner?> FindByClientCodeAsync(string clientCode, CancellationToken cancellation = default)
    {
        // A client code belongs to its partner for ever.
        if (!idByCode.TryGetValue(clientCode, out var id) && (id = await registry.FindIdAsync(clientCode, cancellation)) is null)
        {
            return null;
        }

        idByCode[clientCode] = id;
        return await FindByIdAsync(id, cancellation);
    }

    public async ValueTask<Partner?> FindByIdAsync(string id, CancellationToken cancellation = default)
    {
        if (byId.TryGetValue(id, out var kept) && clock.GetUtcNow() < kept.Until)
        {
            return kept.Partner;
        }

        if (await registry.FindAsync(id, cancellation) is not { } found || await registry.OpenAsync(found.Entry, cancellation) is not { } partner)
        {
            return null;
        }

        byId[id] = new Kept(partner, clock.GetUtcNow() + Fresh);
        return partner;
    }

    private sealed record Kept(Partner Partner, DateTimeOffset Until);
}
