using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prakerja.Benchmarks.Burst;

/// <summary>One keep-alive connection that posts one registration after the other; a raw socket, since the generator shares the cores with the host.</summary>
internal sealed class LoadConnection(IPEndPoint host, int number)
{
    private readonly byte[] request = new byte[512];
    private readonly byte[] response = new byte[2048];

    /// <summary>Latencies of accepted requests in microseconds.</summary>
    public List<int> Latencies { get; } = [];

    /// <summary>Numbers of the addresses that were answered 202.</summary>
    public List<int> Accepted { get; } = [];

    public int Refused { get; private set; }

    public static string Address(int connection, int sequence) => $"burst-{connection}-{sequence}@example.id";

    /// <summary>Posts until the token ends it or the host goes away. <paramref name="pause"/>: between requests, to hold a given rate.</summary>
    public async Task RunAsync(TimeSpan pause, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, cancellation);
            for (var sequence = 0; !cancellation.IsCancellationRequested; sequence++)
            {
                var started = Stopwatch.GetTimestamp();
                var status = await PostAsync(socket, sequence);
                var taken = Stopwatch.GetElapsedTime(started);
                if (status == 202)
                {
                    Accepted.Add(sequence);
                    Latencies.Add((int)taken.TotalMicroseconds);
                }
                else
                {
                    Refused++;
                }

                if (pause > taken)
                {
                    await Task.Delay(pause - taken, cancellation);
                }
            }
        }
        catch (SocketException)
        {
            // The host was killed: what was answered before counts.
        }
        catch (OperationCanceledException)
        {
            // Time is up.
        }
    }

    private async ValueTask<int> PostAsync(Socket socket, int sequence)
    {
        var body = $$"""{"email":"{{Address(number, sequence)}}"}""";
        var length = Encoding.ASCII.GetBytes($"POST /api/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}", request);
        await socket.SendAsync(request.AsMemory(0, length));
        var received = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(response.AsMemory(received));
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            received += read;
            if (IsComplete(response.AsSpan(0, received)))
            {
                return int.Parse(response.AsSpan(9, 3));
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return answer[end..].IndexOf("\r\n0\r\n\r\n"u8) >= 0;
        }

        var value = head[(at + 16)..];
        var stop = value.IndexOf((byte)'\r');
        return answer.Length >= end + 4 + int.Parse(stop < 0 ? value : value[..stop]);
    }
}
