using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Identity;

/// <summary>
/// The authority's signing keys, by its OpenID Connect metadata: read anew after half a day, or when a token names a key that is not
/// among them, that at most every five minutes: whoever sends made-up key ids must not make us flood the authority.
/// </summary>
internal sealed class AuthorityKeys(HttpClient http, string metadata, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Keys? keys;
    private DateTimeOffset triedAt = DateTimeOffset.MinValue;

    /// <param name="unlike">Keys that did not do; others are wanted. Null: any.</param>
    /// <returns>The same keys, if they were read a moment ago.</returns>
    /// <exception cref="StoreUnavailableException">No keys yet, and the authority cannot be reached.</exception>
    public async ValueTask<ICollection<SecurityKey>> GetAsync(ICollection<SecurityKey>? unlike = null)
    {
        if (keys is { } known && known.Found != unlike && clock.GetUtcNow() - known.ReadAt < Fresh)
        {
            return known.Found;
        }

        await reading.WaitAsync();
        try
        {
            return await ReadAsync(unlike);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<ICollection<SecurityKey>> ReadAsync(ICollection<SecurityKey>? unlike)
    {
        var now = clock.GetUtcNow();
        if (keys is { } known && ((known.Found != unlike && now - known.ReadAt < Fresh) || now - triedAt < AtMostEvery))
        {
            return known.Found;
        }

        triedAt = now;
        try
        {
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadata, new HttpDocumentRetriever(http), CancellationToken.None);
            keys = new Keys(configuration.SigningKeys, now);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // Old keys are better than none: what is signed with them is no less valid for the authority being away.
            _ = keys ?? throw new StoreUnavailableException("The operators' authority cannot be reached.", e);
        }

        return keys!.Found;
    }

    private sealed record Keys(ICollection<SecurityKey> Found, DateTimeOffset ReadAt);
}
