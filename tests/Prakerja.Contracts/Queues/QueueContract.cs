using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Queues;

/// <summary>
/// What every adapter of the queue ports keeps. Each test works on the queue <see cref="Queue"/>, which is empty when it starts.
/// </summary>
public abstract class QueueContract : IAsyncLifetime
{
    protected IMessageQueue Sender { get; private set; } = null!;

    protected IMessageReceiver Receiver { get; private set; } = null!;

    protected virtual string Queue => "contract";

    public async Task InitializeAsync() => (Sender, Receiver) = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract Task<(IMessageQueue Sender, IMessageReceiver Receiver)> OpenAsync();

    /// <summary>Now, on the adapter's clock.</summary>
    protected abstract DateTimeOffset Now { get; }

    /// <summary>Lets time pass: moves the clock where it can be moved, waits where it cannot.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    protected static QueueMessage Message(string id, string? body = null, DateTimeOffset? notBefore = null) =>
        new(id, Encoding.UTF8.GetBytes(body ?? $"body of {id}"), notBefore);

    protected Task Send(params string[] ids) => Sender.SendAsync(Queue, [.. ids.Select(id => Message(id))]);

    protected Task<IReadOnlyList<ReceivedMessage>> Receive(int max = 256) => Receiver.ReceiveAsync(Queue, max);

    protected async Task<ReceivedMessage> ReceiveOne() => Assert.Single(await Receive());

    protected async Task<string[]> ReceiveIds(int max = 256) => [.. (await Receive(max)).Select(message => message.Id)];

    protected async Task AssertDead(string id, string reason)
    {
        var letter = Assert.Single(await Receiver.PeekDeadLettersAsync(Queue, 10));
        Assert.Equal((id, $"body of {id}", reason), (letter.Id, Encoding.UTF8.GetString(letter.Body.Span), letter.Reason));
    }

    protected static async Task Refused(Func<Task> call) => await Assert.ThrowsAnyAsync<ArgumentException>(call);
}
