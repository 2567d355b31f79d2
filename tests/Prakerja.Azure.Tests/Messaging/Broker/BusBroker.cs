using System.Net;
using System.Net.Sockets;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Sasl;
using Microsoft.Azure.Amqp.Transport;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>
/// Speaks AMQP 1.0 over TCP as Service Bus does, as far as our adapters use it: authorisation by <c>$cbs</c>, queues with peek-lock,
/// <c>$DeadLetterQueue</c>, <c>$management</c> and transactions. Queues exist once they are named.
/// </summary>
internal sealed class BusBroker : IAsyncDisposable
{
    private const ulong LargestTransfer = 256 * 1024;
    private readonly AmqpConnectionListener listener;
    private readonly Dictionary<string, QueueNode> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RequestNode> services = new(StringComparer.OrdinalIgnoreCase);
    private readonly TransactionNode transactions;
    private readonly int port = FreePort();

    public BusBroker()
    {
        transactions = new TransactionNode(this);
        var settings = new AmqpSettings { RuntimeProvider = new BrokerRuntime(LargestTransfer, link => Loop.DoAsync(() => Attach(link))) };
        var sasl = new SaslTransportProvider { Versions = { new AmqpVersion(1, 0, 0) } };
        sasl.AddHandler(new SaslAnonymousHandler("MSSBCBS"));
        settings.TransportProviders.Add(sasl);
        settings.TransportProviders.Add(new AmqpTransportProvider { Versions = { new AmqpVersion(1, 0, 0) } });
        var connections = new AmqpConnectionSettings { ContainerId = "broker", MaxFrameSize = 64 * 1024, IdleTimeOut = 240_000 };
        listener = new AmqpConnectionListener([$"amqp://127.0.0.1:{port}"], settings, connections);
        listener.Open();
    }

    public BrokerClock Clock { get; } = new();

    public Faults Faults { get; } = new();

    public BrokerLoop Loop { get; } = new();

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=test;SharedAccessKey={Convert.ToBase64String("test"u8)};UseDevelopmentEmulator=true";

    /// <summary>Lets time pass; what falls due or loses its lock is on its way to open receivers when this completes.</summary>
    public Task PassAsync(TimeSpan time) => Loop.DoAsync(() =>
    {
        Clock.Move(time);
        foreach (var queue in queues.Values)
        {
            queue.Deliver();
        }
    });

    /// <summary>Asks a queue's state.</summary>
    public Task<T> AskAsync<T>(string queue, Func<QueueState, T> question) => Loop.AskAsync(() => question(Queue(queue).State));

    public QueueNode Queue(string name)
    {
        if (!queues.TryGetValue(name, out var queue))
        {
            queues[name] = queue = new QueueNode(this, transactions);
        }

        return queue;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await Loop.DisposeAsync();
    }

    private void Attach(AmqpLink link)
    {
        if (link.Settings.Target is Microsoft.Azure.Amqp.Transaction.Coordinator)
        {
            transactions.Attach((ReceivingAmqpLink)link);
            return;
        }

        var address = (link.IsReceiver ? ((Target)link.Settings.Target).Address : ((Source)link.Settings.Source).Address).ToString()!.Trim('/');
        if (address.EndsWith("$cbs", StringComparison.Ordinal) || address.EndsWith("/$management", StringComparison.Ordinal))
        {
            Service(address).Attach(link);
        }
        else
        {
            Queue(address).Attach(link);
        }
    }

    private RequestNode Service(string address)
    {
        if (!services.TryGetValue(address, out var service))
        {
            services[address] = service = address.EndsWith("$cbs", StringComparison.Ordinal) ? new CbsNode(this) : new ManagementNode(this, address);
        }

        return service;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
