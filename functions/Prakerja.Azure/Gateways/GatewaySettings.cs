using Microsoft.Extensions.Configuration;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// <c>Gateways__{name}__url</c>; how we prove who we are: <c>__scope</c> (a token of our managed identity), <c>__secret</c> (name of a secret in
/// the key vault, <c>whsec_…</c>: requests are signed as by Standard Webhooks), or neither (a token signed by our published key);
/// <c>__clientCode</c>, our name there, <c>prakerja</c> unless set; <c>__timeout</c> in seconds.
/// </summary>
public sealed record GatewaySettings(string Name, Uri Url, string? Scope, string? Secret, string ClientCode, TimeSpan Timeout)
{
    public const string Banks = "banks";
    public const string CivilRegistry = "civilRegistry";
    public const string ExclusionRegistries = "exclusionRegistries";
    public const string FaceMatcher = "faceMatcher";
    public const string Messenger = "messenger";
    public const string Payments = "payments";

    /// <summary>Beside these there is <c>beacon</c>: public relays, which nobody has to prove anything to.</summary>
    public static IReadOnlyList<string> Names { get; } = [Banks, CivilRegistry, ExclusionRegistries, FaceMatcher, Messenger, Payments];

    /// <exception cref="InvalidOperationException">No address, or one that is not https (but for this machine).</exception>
    public static GatewaySettings Read(IConfiguration configuration, string name)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Gateways").GetSection(name);
        if (!Uri.TryCreate(section["url"]?.TrimEnd('/') + '/', UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.IsLoopback && url.Scheme == Uri.UriSchemeHttp)))
        {
            throw new InvalidOperationException($"Gateways__{name}__url must be set to the https address of that service.");
        }

        return new GatewaySettings(
            name, url, section["scope"], section["secret"], section["clientCode"] ?? "prakerja", TimeSpan.FromSeconds(section.GetValue("timeout", 10)));
    }
}
