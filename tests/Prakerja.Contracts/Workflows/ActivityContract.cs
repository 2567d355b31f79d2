using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

public abstract class ActivityContract : WorkflowContract
{
    [Fact]
    public async Task Activity_Called_ResultReachesTheWorkflow()
    {
        await using var host = await StartHostAsync(async (context, input) => await context.CallActivityAsync(Note, input));
        await StartOneAsync(host, "a");
        await AssertCompletedAsync(host, "a!");
    }

    [Fact]
    public async Task Activity_Sequence_RunsInOrderAndOnce()
    {
        await using var host = await StartHostAsync(async (context, input) =>
            await context.CallActivityAsync(Note, await context.CallActivityAsync(Note, await context.CallActivityAsync(Note, input))));
        await StartOneAsync(host, "a");
        await AssertCompletedAsync(host, "a!!!");
        Assert.Equal(["a", "a!", "a!!"], Calls.Made);
    }

    [Fact]
    public async Task Activity_FanOut_AllResultsInOrderOfCalls()
    {
        await using var host = await StartHostAsync(async (context, input) =>
            string.Join(',', await Task.WhenAll(Enumerable.Range(0, 20).Select(i => context.CallActivityAsync(Note, $"{input}{i}")))));
        await StartOneAsync(host, "a");
        await AssertCompletedAsync(host, string.Join(',', Enumerable.Range(0, 20).Select(i => $"a{i}!")));
    }

    [Fact]
    public async Task Activity_FailsForGood_ExceptionInTheWorkflow()
    {
        await using var host = await StartHostAsync(async (context, input) =>
        {
            var failure = await Assert.ThrowsAsync<ActivityFailedException>(() => context.CallActivityAsync(Break, input));
            return failure.Message.Contains(nameof(TimeoutException), StringComparison.Ordinal) ? "told" : failure.Message;
        });
        await StartOneAsync(host);
        await AssertCompletedAsync(host, "told");
        Assert.Equal(1, Calls.Count("in"));
    }

    [Fact]
    public async Task Activity_FailureNotCaught_FailsTheInstance()
    {
        await using var host = await StartHostAsync((context, input) => context.CallActivityAsync(Break, input));
        await StartOneAsync(host);
        Assert.Contains(nameof(TimeoutException), await AssertFailedAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_Retried_WaitsAsThePolicySays()
    {
        await using var host = await StartHostAsync((context, input) =>
            context.CallActivityAsync(Break, input, new RetryPolicy(3, TimeSpan.FromSeconds(2))));
        await StartOneAsync(host);
        Assert.Equal(1, Calls.Count("in"));
        await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(2, Calls.Count("in"));
        await host.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(3, Calls.Count("in"));
        await AssertFailedAsync(host);
    }

    [Fact]
    public async Task Activity_SucceedsOnRetry_WorkflowSeesTheResult()
    {
        var attempts = 0;
        var flaky = new ActivityName<string, string>("Flaky");
        await using var host = await StartHostAsync(Catalog()
            .AddActivity(flaky, (input, _) => Interlocked.Increment(ref attempts) < 3 ? throw new TimeoutException() : Task.FromResult(input))
            .AddWorkflow(Main, 1, (context, input) => context.CallActivityAsync(flaky, input, new RetryPolicy(5, TimeSpan.FromSeconds(1)))));
        await StartOneAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(4));
        await AssertCompletedAsync(host, "in");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Activity_InputOverTheLimit_FailsTheInstance()
    {
        await using var host = await StartHostAsync((context, _) =>
            context.CallActivityAsync(Note, new string('x', WorkflowCatalog.MaxPayload)));
        await StartOneAsync(host);
        await AssertFailedAsync(host);
        Assert.Empty(Calls.Made);
    }
}
