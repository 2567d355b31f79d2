using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Identity;

/// <summary>
/// Staff by access tokens of Entra ID: of our tenant, for our audience, signed RS256 by a key the authority publishes, in their time, and
/// of a person (<c>scp</c>): two people approve money, so no application is one. Known by the object id (<c>oid</c>), which stays the
/// same when a name changes and tells nobody's name. Without a role: a caller who may do nothing (403).
/// </summary>
internal sealed class EntraOperators(EntraSettings settings, AuthorityKeys keys, TimeProvider clock) : IOperatorDirectory
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    public async ValueTask<Caller?> FindAsync(HttpContext http, string token)
    {
        // What is not even such a token must not cost a look at the authority's keys.
        if (!handler.CanReadToken(token))
        {
            return null;
        }

        var known = await keys.GetAsync();
        var result = await handler.ValidateTokenAsync(token, Rules(known));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.GetAsync(unlike: known) is var others && others != known)
        {
            result = await handler.ValidateTokenAsync(token, Rules(others));
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken valid } ? CallerOf(valid) : null;
    }

    private Caller? CallerOf(JsonWebToken token)
    {
        string? Claim(string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
        return Claim("tid") == settings.TenantId && !string.IsNullOrEmpty(Claim("scp")) && Guid.TryParse(Claim("oid"), out var id)
            ? EntraRoles.CallerOf(id.ToString(), token.Claims.Where(c => c.Type == "roles").Select(c => c.Value))
            : null;
    }

    private TokenValidationParameters Rules(ICollection<SecurityKey> signers) => new()
    {
        ValidIssuers = settings.Issuers,
        ValidAudiences = settings.Audiences,
        IssuerSigningKeys = signers,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsInTime(from, until),
    };

    private bool IsInTime(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is not { } start || now >= start - Skew);
    }
}
