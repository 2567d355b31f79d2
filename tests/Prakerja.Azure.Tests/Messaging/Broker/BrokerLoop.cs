using System.Threading.Channels;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>One thing at a time: what arrives on any connection is done here in turn, so the broker's state needs no lock.</summary>
internal sealed class BrokerLoop : IAsyncDisposable
{
    private readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource failed = new();
    private readonly Task running;

    public BrokerLoop() => running = RunAsync();

    public void Post(Action action) => work.Writer.TryWrite(action);

    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => answer.SetResult(question()));
        await await Task.WhenAny(answer.Task, failed.Task);
        return await answer.Task;
    }

    public Task DoAsync(Action action) => AskAsync(() =>
    {
        action();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        work.Writer.TryComplete();
        await running;
    }

    /// <summary>A mistake of the broker itself ends it; whoever asks it next is told.</summary>
    private async Task RunAsync()
    {
        await foreach (var action in work.Reader.ReadAllAsync())
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failed.TrySetException(e);
                throw;
            }
        }
    }
}
