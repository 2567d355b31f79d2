using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

/// <summary>Messages of exceptions may quote personal data; histories keep the types only.</summary>
public sealed class FailureTextTests : EngineTest
{
    private const string Secret = "3273014403950001";
    private static readonly ActivityName<string, string> Broken = new("Broken");

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Activity_ThatThrows_LeavesItsTypeInHistoryAndError(bool sqlite)
    {
        var catalog = Catalog((context, input) => context.CallActivityAsync(Broken, input, new RetryPolicy(MaxAttempts: 2, FirstDelay: TimeSpan.FromSeconds(1))))
            .AddActivity(Broken, (_, _) => throw new InvalidOperationException($"for {Secret}", new FormatException(Secret)));
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "in");
        await host.SettleAsync();

        var history = string.Concat(host.Journal.ReadHistory(host.Journal.Find("one")!.Run).Select(chunk => Encoding.UTF8.GetString(chunk.Span)));
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Contains("InvalidOperationException", history, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, history, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException < FormatException", await AssertFailedAsync(host), StringComparison.Ordinal);
    }

}
