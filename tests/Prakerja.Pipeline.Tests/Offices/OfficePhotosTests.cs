using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Tests.Photos;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Offices;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Offices;

public class OfficePhotosTests
{
    [Fact]
    public async Task Person_WhoseBatchEndedWithoutAPlace_CanBeGivenPhotos()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 }, reserves: 0);
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces + TimeSpan.FromHours(1));
        var holders = await Task.WhenAll(people.Select(harness.FindAsync));
        var loser = holders.Single(p => p.State == ParticipantState.Candidate).Id;
        var row = PipelineJson.Write(new OfficeRow(loser, "file", 2, harness.Now));
        var office = OfficeIntake.Partition(harness.Get<BlindIndex>(), "bandung@32.73");
        await harness.Get<ITableStore>().CommitAsync(OfficeIntake.Table, office, [new TableWrite.Insert(loser, row)]);

        var put = await harness.PutPhotoAsync($"/api/offices/registrations/{loser}/photos/ktp", TestOperators.Token(Access.Office, "bandung@32.73"), Png.Photo());

        Assert.Equal(204, put.Status);
    }
}
