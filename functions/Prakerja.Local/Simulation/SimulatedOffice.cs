using Prakerja.Domain.Regions;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Residents;

namespace Prakerja.Local.Simulation;

/// <summary>The programme's staff: a batch a week, approved by a second person, and the review queue each morning.</summary>
internal sealed class SimulatedOffice(SimulationWorld world, Scheme scheme, int applicants, int batches)
{
    /// <summary>Batches that are not announced yet.</summary>
    private readonly List<int> awaited = [];

    /// <summary>The queue is worked off every morning.</summary>
    public static TimeSpan ReviewsWithin { get; } = TimeSpan.FromDays(1);

    public Scheme Scheme => scheme;

    /// <summary>Batch 1 had 200,000 places for 5,965,048 registrants.</summary>
    public int Quota { get; } = (int)Math.Max(1, Math.Round(applicants * 200_000.0 / 5_965_048.0));

    /// <summary>Opens at once, then each Saturday; closes Thursday 23:59, announced Friday 15:00 (WIB).</summary>
    public async Task RunBatchesAsync()
    {
        var places = Split(Quota);
        for (var number = 0; number < batches; number++)
        {
            var opens = world.Now;
            var wib = opens.ToOffset(TimeSpan.FromHours(7));
            var thursday = new DateTimeOffset(wib.Date, wib.Offset).AddDays(((int)DayOfWeek.Thursday - (int)wib.DayOfWeek + 7) % 7);
            var batch = await world.CallAsync("POST", "/api/admin/batches", new
            {
                scheme = scheme.Code, opensAt = opens, closesAt = thursday.AddHours(23).AddMinutes(59), announcesAt = thursday.AddDays(1).AddHours(15), places, reserves = 1,
            }, world.Operator("operator"));
            if (batch is not null)
            {
                awaited.Add(batch["batch"]!.GetValue<int>());
                await world.CallAsync("POST", $"/api/admin/batches/{batch["batch"]}/approval", null, world.Operator("operator", 1));
            }

            await world.Agenda.UntilAsync(thursday.AddDays(2).AddHours(8));
        }
    }

    /// <summary>Lets batches go on that were held because their entries came too late for the beacon's round.</summary>
    public async Task ReleaseAsync()
    {
        while (world.Now < world.End)
        {
            foreach (var number in awaited.ToArray())
            {
                var state = (await world.CallAsync("GET", $"/api/admin/batches/{number}", null, world.Operator("operator")))?["state"]?.GetValue<string>();
                if (state == "held")
                {
                    await world.CallAsync("POST", $"/api/admin/batches/{number}/release", null, world.Operator("operator"));
                    await world.CallAsync("POST", $"/api/admin/batches/{number}/release/approval", null, world.Operator("operator", 1));
                }
                else if (state is "announced" or "finished" or "cancelled")
                {
                    awaited.Remove(number);
                }
            }

            await world.Agenda.PassAsync(ReviewsWithin);
        }
    }

    /// <summary>Contested identities are rejected for the newcomer, the rest is approved: the photos of made-up people show nothing.</summary>
    public async Task ReviewAsync()
    {
        while (world.Now < world.End)
        {
            while (await ReviewPageAsync())
            {
            }

            await world.Agenda.PassAsync(ReviewsWithin);
        }
    }

    /// <summary>False: the queue is empty. What is decided leaves it, so the first page is always the next one.</summary>
    private async Task<bool> ReviewPageAsync()
    {
        var open = await world.CallAsync("GET", "/api/admin/reviews?limit=200", null, world.Operator("reviewer"));
        var reviews = open?["items"]?.AsArray() ?? [];
        foreach (var review in reviews)
        {
            var contested = review!["causes"]!.AsArray().Any(c => c!.GetValue<string>() == "contested");
            await world.CallAsync("POST", $"/api/admin/reviews/{review["id"]}", new { decision = contested ? "reject" : "approve", reason = "Simulated decision." }, world.Operator("reviewer"));
        }

        return reviews.Count > 0;
    }

    /// <summary>By population weights of the 514 regencies.</summary>
    private static SortedDictionary<string, long> Split(int quota) =>
        LargestRemainder.Split(quota, RegencyTable.All.ToDictionary(r => r.Code, r => (long)RegencyWeights.WeightOf(r)));
}
