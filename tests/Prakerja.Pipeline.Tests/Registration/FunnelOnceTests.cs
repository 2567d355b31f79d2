using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Registration;

public sealed class FunnelOnceTests
{
    private const string Nik = "3273014403950001";

    [Fact]
    public async Task Refusal_ForTheSecondTime_IsCountedOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        harness.World.Exclusions[Nik] = new ExclusionAnswer(true, Student: true);
        var token = await harness.RegisterAsync("siti", Nik, "+6281200000001");
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Applicants.Profile() with { Education = "S1" }, token);
        await harness.SettleAsync();

        Assert.Equal(2, harness.World.ExclusionQueries);
        Assert.Equal(ParticipantState.Refused, (await harness.FindAsync(harness.IdOf(token))).State);
        Assert.Equal(1, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Refused][""]);
    }
}
