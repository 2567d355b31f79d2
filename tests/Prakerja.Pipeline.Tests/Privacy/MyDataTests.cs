using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Privacy;

public class MyDataTests
{
    [Fact]
    public async Task MyData_HoldsWhatWasHandedInAndWhatHappened()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", "3273014403950001", "+6281234567890");
        await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "other", text = "Slow." }, token);
        await harness.AsStaffAsync(Access.Operator, "budi", "GET", $"/api/admin/participants/{harness.IdOf(token)}");

        var data = (await harness.ExpectAsync(200, "GET", "/api/me/data", null, token)).Json;

        Assert.Equal("3273014403950001", data["personal"]!["nik"]!.GetValue<string>());
        Assert.Equal("Slow.", data["complaints"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("budi", data["accessLog"]![0]!["staff"]!.GetValue<string>());
        Assert.Equal(2, data["photos"]!.AsArray().Count);
        Assert.Contains(data["notifications"]!.AsArray(), n => n!["template"]!.GetValue<string>() == "verified");
        Assert.Null(data["participant"]!["wrappedKey"]);
    }
}
