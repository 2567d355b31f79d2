using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Http;

/// <summary>
/// Runs an endpoint for either head: authentication from the headers alone, then body limits and media types, idempotency, problems, headers. Never lets an
/// exception out; a fault is 500 without detail, a store that is down 503 with Retry-After.
/// </summary>
public sealed class EndpointRunner(Authenticator authenticator, BarredCallers barred, Idempotency idempotency, ILogger<EndpointRunner> log)
{
    public async Task RunAsync(Endpoint endpoint, HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = RequestSpan.Start(endpoint, http);
        var correlation = Correlation.Of(http);
        http.Response.Headers[Correlation.Header] = correlation;
        var reply = await AnswerAsync(endpoint, http, correlation);
        await SendAsync(endpoint, http, reply, correlation);
        RequestSpan.End(span, reply.Status);
        PipelineMetrics.Request(endpoint.Name, reply.Status, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>What breaks off midway must not look whole, and a Functions worker ends the response of a failed function properly: so the connection is cut.</summary>
    private async Task SendAsync(Endpoint endpoint, HttpContext http, Reply reply, string correlation)
    {
        try
        {
            await ReplyWriter.WriteAsync(http, reply);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has hung up; phones do.
        }
#pragma warning disable CA1031 // Whatever it was: there is nothing left to answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.RequestFailed(log, endpoint.Name, correlation, new SafeException(e));
            http.Abort();
        }
    }

    private async Task<Reply> AnswerAsync(Endpoint endpoint, HttpContext http, string correlation)
    {
        try
        {
            var (caller, denied) = await authenticator.AuthenticateAsync(endpoint, http);
            if (denied is not null)
            {
                return denied;
            }

            if (await barred.RefuseAsync(endpoint, caller) is { } bar)
            {
                return bar;
            }

            var (body, refused) = await RequestBody.ReadAsync(endpoint, http);
            if (refused is not null)
            {
                return refused;
            }

            var call = new Call(http, endpoint, body, caller);
            return await idempotency.RunAsync(call, () => endpoint.HandleAsync(call));
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreUnavailable(log, endpoint.Name, correlation, new SafeException(e));
            return Problems.Overloaded with { RetryAfter = e.RetryAfter ?? TimeSpan.FromSeconds(2) };
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Problems.Overloaded;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == 413 ? Problems.TooLarge(endpoint.BodyLimit) : Problems.Malformed("Permintaan HTTP rusak.", "The HTTP request is broken.");
        }
#pragma warning disable CA1031 // The last line of defence: a bug in a use case must not take the process or leak its text.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.RequestFailed(log, endpoint.Name, correlation, new SafeException(e));
            return Problems.Internal;
        }
    }
}
