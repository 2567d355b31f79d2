using System.Diagnostics.Metrics;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Worker.Tests.Durable;

public sealed class WorkflowRunnerTests
{
    /// <summary>The alert on failed workflows lives on this number: the host's log of them is sampled.</summary>
    [Fact]
    public async Task Workflow_ThatCannotRun_IsCountedAndFailsWithoutText()
    {
        long failed = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => EnableFor(instrument, l) };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => failed += count);
        listener.Start();
        var runner = new WorkflowRunner(new WorkflowCatalog(PipelineJson.Options));

        await Assert.ThrowsAsync<SafeException>(() => runner.RunAsync(new FakeOrchestration(new DateTime(2026, 1, 5, 1, 0, 0, DateTimeKind.Utc))));

        Assert.Equal(1, failed);
    }

    private static void EnableFor(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "prakerja.workflows.failed")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
