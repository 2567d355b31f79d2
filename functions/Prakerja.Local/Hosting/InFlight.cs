using Prakerja.Engine.Time;
using Prakerja.Pipeline.Http;

namespace Prakerja.Local.Hosting;

/// <summary>Requests in flight.</summary>
public sealed class InFlight(WorkTracker work)
{
    private int count;

    public async Task RunAsync(HttpContext http, RequestDelegate next, int limit)
    {
        work.Enter();
        try
        {
            if (Interlocked.Increment(ref count) > limit)
            {
                await ReplyWriter.WriteAsync(http, Problems.Overloaded);
                return;
            }

            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref count);
            work.Exit();
        }
    }
}
