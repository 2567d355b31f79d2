using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Prakerja.Azure.Storage;

namespace Prakerja.Azure.Blobs;

/// <summary>
/// Links that read one blob until they expire: signed by a user delegation key, so they end with the identity's right to read; by the
/// emulator's account key where there is no identity. They lead to the app, which follows them (<see cref="BlobLinkReader"/>).
/// </summary>
/// <param name="origin">Public address of the app; null: links lead to storage itself, which in the cloud only the app can reach.</param>
public sealed class BlobReadLinks(BlobServiceClient service, StorageRetry retry, TimeProvider clock, Uri? origin = null) : IDisposable
{
    /// <summary>Of the seven days that Azure allows.</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(2);

    /// <summary>By so much may clocks differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1);
    private UserDelegationKey? key;

    public async Task<Uri> CreateAsync(BlobClient blob, DateTimeOffset expires, CancellationToken cancellation)
    {
        var link = new BlobSasBuilder(BlobSasPermissions.Read, expires) { BlobContainerName = blob.BlobContainerName, BlobName = blob.Name, Resource = "b" };
        if (blob.CanGenerateSasUri)
        {
            return blob.GenerateSasUri(link);
        }

        link.Protocol = SasProtocol.Https;
        var sas = link.ToSasQueryParameters(await KeyAsync(expires, cancellation), blob.AccountName);
        var path = string.Join('/', blob.Name.Split('/').Select(Uri.EscapeDataString));
        return origin is null ? new BlobUriBuilder(blob.Uri) { Sas = sas }.ToUri() : new Uri(origin, $"/blobs/{blob.BlobContainerName}/{path}?{sas}");
    }

    public void Dispose() => gate.Dispose();

    /// <summary>One key for all links, fetched anew when it would end before a link.</summary>
    private async Task<UserDelegationKey> KeyAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (key is null || key.SignedExpiresOn <= (until > now ? until : now))
            {
                var ends = until > now + KeyLifetime ? until : now + KeyLifetime;
                key = (await retry.RepeatAsync(() => service.GetUserDelegationKeyAsync(now - Skew, ends, cancellation), cancellation)).Value;
            }

            return key;
        }
        finally
        {
            gate.Release();
        }
    }
}
