using Prakerja.Pipeline.Partners;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Partners as a test wants them.</summary>
public sealed class TestPartners : IPartnerDirectory
{
    public List<Partner> All { get; } = [];

    public ValueTask<Partner?> FindByClientCodeAsync(string clientCode, CancellationToken cancellation = default) =>
        new(All.Find(p => p.ClientCode == clientCode));

    public ValueTask<Partner?> FindByIdAsync(string id, CancellationToken cancellation = default) => new(All.Find(p => p.Id == id));
}
