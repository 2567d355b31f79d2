using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Identity;

namespace Prakerja.Azure.Storage;

/// <summary>Which failures of storage pass by themselves, and what they say about waiting.</summary>
internal static class PassingTrouble
{
    /// <summary>Throttled, timed out, or no reply (status 0 is a connection that broke), or no token to be had for the moment: its issuer may be away too.</summary>
    public static bool Is(Exception failure, CancellationToken cancellation) => failure switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        IOException or TimeoutException or AuthenticationFailedException => true,
        _ => false,
    };

    /// <summary>The service said that it did not even begin, or was never asked.</summary>
    public static bool WasRefused(Exception failure) =>
        failure is AuthenticationFailedException or RequestFailedException { Status: 429 } or RequestFailedException { Status: 503, ErrorCode: "ServerBusy" };

    /// <summary>What a reply asks for by <c>Retry-After</c> (seconds or a date) or <c>x-ms-retry-after-ms</c>.</summary>
    public static TimeSpan? RetryAfter(Exception failure, TimeProvider clock)
    {
        if (failure is not RequestFailedException refused || refused.GetRawResponse() is not { Headers: var headers })
        {
            return null;
        }

        return Number(headers, "x-ms-retry-after-ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds)
            : Number(headers, "Retry-After") is { } seconds ? TimeSpan.FromSeconds(seconds)
            : headers.TryGetValue("Retry-After", out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date)
                ? date - clock.GetUtcNow()
                : null;
    }

    private static int? Number(ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
