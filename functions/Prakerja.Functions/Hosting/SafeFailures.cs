using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;

namespace Prakerja.Functions.Hosting;

/// <summary>
/// Nothing that is thrown leaves a function with its text, which may quote personal data: an HTTP caller gets a problem, the host and so
/// its logs and the histories of orchestrations get types and stack traces.
/// </summary>
public sealed class SafeFailures : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
#pragma warning disable CA1031 // Whatever it was: its text must not leave.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (context.GetHttpContext() is not { Response.HasStarted: false } http)
            {
                throw new SafeException(e);
            }

            await ReplyWriter.WriteAsync(http, Problems.Internal);
            Log.FunctionFailed(context.GetLogger<SafeFailures>(), context.FunctionDefinition.Name, new SafeException(e));
        }
    }
}
