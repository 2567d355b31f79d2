using Microsoft.Extensions.Configuration;

namespace Prakerja.Azure.Identity;

/// <summary><c>Entra__tenantId</c>, <c>Entra__audience</c> (application id and, for tokens of version 1, its URI; by comma), <c>Entra__authority</c>.</summary>
public sealed record EntraSettings(string TenantId, IReadOnlyList<string> Audiences, Uri Authority)
{
    /// <exception cref="InvalidOperationException">Names what is missing.</exception>
    public static EntraSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Entra");
        var audiences = (section["audience"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Guid.TryParse(section["tenantId"], out var tenant) && audiences.Length > 0
            ? new EntraSettings(tenant.ToString(), audiences, new Uri(section["authority"] ?? "https://login.microsoftonline.com"))
            : throw new InvalidOperationException("Entra__tenantId (a GUID) and Entra__audience must be set: without them no operator can log in.");
    }

    internal string Metadata => $"{Authority.AbsoluteUri.TrimEnd('/')}/{TenantId}/v2.0/.well-known/openid-configuration";

    /// <summary>Of this tenant only, as written in tokens of version 2 and 1.</summary>
    internal string[] Issuers => [$"{Authority.AbsoluteUri.TrimEnd('/')}/{TenantId}/v2.0", $"https://sts.windows.net/{TenantId}/"];
}
