using System.Net;

namespace Prakerja.Azure.Tests.Storage;

/// <summary>Between the SDK and Azurite: a seeded share of the requests is throttled, times out, or is executed and its reply lost.</summary>
public sealed class FaultyNetwork(double share, int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    public static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(3);
    private readonly Random random = new(seed);
    private readonly Dictionary<string, int> faults = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Faults => faults;

    public int Requests { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (Draw())
        {
            case "429":
                return Refusal(HttpStatusCode.TooManyRequests, "TooManyRequests");
            case "503":
                return Refusal(HttpStatusCode.ServiceUnavailable, "ServerBusy");
            case "timeout":
                throw new TaskCanceledException("No reply in time; the request never arrived.");
            case "late":
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new TaskCanceledException("No reply in time; the request was executed.");
            case "lost":
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The connection broke before the reply.");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        response.Headers.Add("x-ms-error-code", code);
        response.Headers.Add("Retry-After", $"{(int)BusyFor.TotalSeconds}");
        return response;
    }

    private string? Draw()
    {
        lock (random)
        {
            Requests++;
            if (random.NextDouble() >= share)
            {
                return null;
            }

            string[] kinds = ["429", "503", "timeout", "late", "lost"];
            var kind = kinds[random.Next(kinds.Length)];
            faults[kind] = faults.GetValueOrDefault(kind) + 1;
            return kind;
        }
    }
}
