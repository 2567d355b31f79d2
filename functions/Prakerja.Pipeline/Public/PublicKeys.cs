using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Public;

/// <summary>GET /.well-known/jwks.json: the keys that sign receipts and published files.</summary>
public sealed class PublicKeys(IKeyVault vault) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("jwks", "GET", "/.well-known/jwks.json", Access.Anonymous, _ => Task.FromResult(Reply.Raw(Encoding.UTF8.GetBytes(vault.JsonWebKeySet), "application/jwk-set+json")))
        {
            Tag = "Public", Summary = "Public keys (JWK set) of receipts and of the draws' files.",
        },
    ];
}
