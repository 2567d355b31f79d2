using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;

namespace Prakerja.Azure.Storage;

/// <summary>
/// Where the storage account is. <c>Storage__tableServiceUri</c> and <c>Storage__blobServiceUri</c> with an identity; or <c>Storage</c>,
/// a connection string, for the emulator. <c>Storage__tablePrefix</c> (letters and digits) keeps the tables of tests in one emulator apart; blob
/// containers have no prefix, so an account belongs to one deployment: it would take another one's draws and listings for its own.
/// </summary>
public sealed class StorageSettings(IConfiguration configuration)
{
    /// <summary>The service gives a request up after this; what it executes later than that it executes not at all.</summary>
    private static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(20);

    public string TablePrefix => configuration["Storage:tablePrefix"] ?? "";

    /// <summary>The emulator's connection string, or null: an identity is used.</summary>
    /// <exception cref="InvalidOperationException">It names another account than the emulator's: shared keys are not for the cloud.</exception>
    public string? Emulator => configuration["Storage"] switch
    {
        null or "" => null,
        var text when text.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            || text.Contains("AccountName=devstoreaccount1;", StringComparison.Ordinal) => text,
        _ => throw new InvalidOperationException("The setting Storage is for an emulator. An account is reached by an identity: set Storage__tableServiceUri."),
    };

    public Uri TableService => Address("Storage:tableServiceUri");

    public Uri BlobService => Address("Storage:blobServiceUri");

    /// <summary>No retries of the SDK's own: it would turn a lost reply into a conflict (see <see cref="StorageRetry"/>).</summary>
    /// <param name="transport">How requests travel; null: as the SDK does it.</param>
    public static T Configure<T>(T options, HttpPipelineTransport? transport = null)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = ServerTimeout + TimeSpan.FromSeconds(5);
        options.AddPolicy(new TimeoutParameter(), HttpPipelinePosition.PerCall);
        options.Transport = transport ?? options.Transport;
        return options;
    }

    private Uri Address(string setting) => new(
        configuration[setting] ?? throw new InvalidOperationException($"The setting {setting.Replace(":", "__", StringComparison.Ordinal)} is missing."));

    private sealed class TimeoutParameter : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            message.Request.Uri.AppendQuery("timeout", $"{(int)ServerTimeout.TotalSeconds}");
    }
}
