using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Security;

/// <summary>Staff: tokens of the sandbox on a laptop, Entra ID in Azure.</summary>
public interface IOperatorDirectory
{
    /// <summary>The member of staff behind a bearer token, or null.</summary>
    Caller? Find(HttpContext http, string token);
}

/// <summary>Bearer tokens of applicants and staff.</summary>
public sealed class Authenticator(AccessTokens tokens, IOperatorDirectory operators)
{
    private const Access Staff = Access.Operator | Access.Reviewer | Access.Finance | Access.Auditor | Access.Office;

    public (Caller Caller, Reply? Denied) Authenticate(Endpoint endpoint, HttpContext http)
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

        var caller = CallerOf(http, token);
        if (caller is null)
        {
            return (Caller.Anonymous, Unauthorized);
        }

        var wanted = endpoint.Access == Access.Optional ? Access.Applicant | Staff : endpoint.Access;
        return (caller.Roles & wanted) != Access.Anonymous ? (caller, null) : (caller, (Reply)Problems.Forbidden);
    }

    private static Reply Unauthorized => ((Reply)Problems.Unauthorized).With("WWW-Authenticate", "Bearer");

    private Caller? CallerOf(HttpContext http, string token) => token.Length is 0 or > 4096
        ? null
        : tokens.Verify(token) is { } id ? new Caller(Access.Applicant, id, []) : operators.Find(http, token);
}
