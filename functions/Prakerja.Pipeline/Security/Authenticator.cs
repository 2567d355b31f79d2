using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Security;

/// <summary>Staff: tokens of the sandbox on a laptop, Entra ID in Azure.</summary>
public interface IOperatorDirectory
{
    /// <summary>The member of staff behind a bearer token, or null.</summary>
    /// <exception cref="Ports.StoreUnavailableException">It cannot be told now.</exception>
    ValueTask<Caller?> FindAsync(HttpContext http, string token);
}

/// <summary>Bearer tokens of applicants and staff.</summary>
public sealed class Authenticator(AccessTokens tokens, IOperatorDirectory operators)
{
    private const Access Staff = Access.Operator | Access.Reviewer | Access.Finance | Access.Auditor | Access.Office;

    public async ValueTask<(Caller Caller, Reply? Denied)> AuthenticateAsync(Endpoint endpoint, HttpContext http)
    {
        if (endpoint.Access is Access.Anonymous or Access.Partner)
        {
            return (Caller.Anonymous, null);
        }

        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        if (token.Length == 0 && endpoint.Access == Access.Optional)
        {
            return (Caller.Anonymous, null);
        }

        var caller = await CallerOfAsync(http, token);
        if (caller is null)
        {
            return (Caller.Anonymous, Unauthorized);
        }

        var wanted = endpoint.Access == Access.Optional ? Access.Applicant | Staff : endpoint.Access;
        return (caller.Roles & wanted) != Access.Anonymous ? (caller, null) : (caller, (Reply)Problems.Forbidden);
    }

    private static Reply Unauthorized => ((Reply)Problems.Unauthorized).With("WWW-Authenticate", "Bearer");

    private async ValueTask<Caller?> CallerOfAsync(HttpContext http, string token) => token.Length is 0 or > 4096
        ? null
        : tokens.Verify(token) is { } id ? new Caller(Access.Applicant, id, []) : await operators.FindAsync(http, token);
}
