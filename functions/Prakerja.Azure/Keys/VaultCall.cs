using Azure;
using Azure.Identity;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Keys;

/// <summary>Tells a vault that cannot be reached or throttles, which passes, from one that refuses, which does not.</summary>
internal static class VaultCall
{
    /// <exception cref="StoreUnavailableException">After the SDK's own retries.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsPassing(e))
        {
            throw new StoreUnavailableException("The key vault cannot be reached.", e);
        }
    }

    /// <summary>The SDK gathers the failures of its attempts; a timed-out attempt is a cancellation nobody asked for.</summary>
    private static bool IsPassing(Exception e) => e switch
    {
        AggregateException all => all.InnerExceptions.All(IsPassing),
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        OperationCanceledException or AuthenticationFailedException => true,
        _ => false,
    };
}
