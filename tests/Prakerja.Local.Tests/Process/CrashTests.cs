using System.Collections.Concurrent;
using System.Net;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.Process;

/// <summary>kill -9 in the middle of work, then a restart on the same directory: nothing accepted is lost, everything goes on.</summary>
public sealed class CrashTests
{
    private const int Registrations = 300;

    [Fact]
    public async Task Registrations_KilledInTheMiddle_EveryAcceptedOneGetsItsCode()
    {
        await using var served = await ServedProcess.StartAsync();
        var people = await Applicant.MakeAsync(served, Registrations, seed: 3);
        var accepted = new ConcurrentBag<Applicant>();
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Task.WhenAll(people.Select(p => RegisterAsync(served, p, accepted, third)));

        await third.Task;
        await served.KillAndRestartAsync();
        await all;

        Assert.InRange(accepted.Count, Registrations / 3, Registrations);
        foreach (var person in accepted)
        {
            await person.LogInAsync();
            Assert.Equal("registered", await person.StateAsync());
        }
    }

    [Fact]
    public async Task Applicants_KilledInTheMiddleOfTheirSteps_GoOnWhereTheyWere()
    {
        await using var served = await ServedProcess.StartAsync();
        var people = await Applicant.MakeAsync(served, 12, seed: 4);
        foreach (var person in people)
        {
            await person.RegisterAsync();
        }

        for (var round = 0; round < 2; round++)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var filling = Task.WhenAll(people.Select(p => FillInAsync(p, begun)));
            await begun.Task;
            await served.KillAndRestartAsync();
            await filling;
        }

        foreach (var person in people)
        {
            await person.LogInAgainAsync();
            await person.FillInAsync();
            await person.TakeTestAsync();
        }

        await served.SettleAsync();
        foreach (var person in people)
        {
            Assert.Equal("verified", await person.StateAsync());
        }
    }

    [Fact]
    public async Task Batch_KilledAgainAndAgainWhileTimeRuns_EndsAsWithoutACrash()
    {
        await using var served = await ServedProcess.StartAsync();
        var applicant = (await Applicant.MakeAsync(served, 1, seed: 6))[0];
        await applicant.BecomeVerifiedAsync();
        var batch = await Staff.OpenBatchAsync(served, "normal", new Dictionary<string, int> { [applicant.Regency] = 1 });
        await served.SettleAsync();
        await applicant.JoinAsync(batch);
        var joined = await served.NowAsync();
        foreach (var after in new[] { TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromHours(74), TimeSpan.FromDays(4) })
        {
            await served.KillAtAsync(joined + after);
        }

        await served.AdvanceToAsync(joined.AddDays(4).AddHours(2));
        await served.SettleAsync();

        await applicant.LogInAgainAsync();
        var me = await applicant.MeAsync();
        Assert.Equal("selected", me.Text("state"));
        Assert.Equal(3_500_000, me["training"]!.Number("balance"));
        Assert.Equal("selected", Assert.Single(me["batches"]!.AsArray())!.Text("state"));
        Assert.Single((await applicant.GetAsync("/api/me/notifications"))["items"]!.AsArray(), n => n!.Text("template") == "selected");
    }

    [Fact]
    public async Task Payouts_KilledAgainAndAgain_ArePaidExactlyOnce()
    {
        await using var served = await ServedProcess.StartAsync();
        var people = (await Applicant.MakeAsync(served, 5, seed: 8)).ToArray();
        await GraduateAsync(served, people);
        foreach (var person in people)
        {
            await person.LinkAccountAsync();
        }

        await served.KillAndRestartAsync();
        await served.KillAndRestartAsync();
        await served.SettleAsync();
        await served.KillAtAsync((await served.NowAsync()).AddHours(3));
        await served.AdvanceAsync("P2D");

        foreach (var person in people)
        {
            await person.LogInAgainAsync();
            Assert.Equal("paid", (await person.IncentiveAsync("completion-1")).Text("state"));
            var id = await person.IdAsync();
            Assert.Single((await served.GetOkAsync("/sandbox/payments")).AsArray(), p => p!.Text("payee") == id);
        }
    }

    private static async Task GraduateAsync(ServedProcess served, IReadOnlyList<Applicant> people)
    {
        foreach (var person in people)
        {
            await person.BecomeVerifiedAsync();
        }

        var batch = await Staff.OpenBatchAsync(served, "normal", people.GroupBy(p => p.Regency).ToDictionary(g => g.Key, g => g.Count()));
        await served.SettleAsync();
        foreach (var person in people)
        {
            await person.JoinAsync(batch);
        }

        await served.AdvanceAsync("P4D");
        foreach (var person in people)
        {
            var (purchase, course) = await Training.BuyAsync(served, person);
            await Training.CompleteAsync(served, person, purchase, course);
        }
    }

    private static async Task RegisterAsync(ServedProcess served, Applicant person, ConcurrentBag<Applicant> accepted, TaskCompletionSource third)
    {
        try
        {
            using var response = await served.SendAsync(HttpMethod.Post, "/api/accounts", new { email = person.Resident.Text("email") });
            if (response.StatusCode == HttpStatusCode.Accepted)
            {
                accepted.Add(person);
                if (accepted.Count >= Registrations / 3)
                {
                    third.TrySetResult();
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed before it answered: not accepted, as far as the person knows.
        }
    }

    private static async Task FillInAsync(Applicant person, TaskCompletionSource begun)
    {
        try
        {
            await person.FillInAsync();
            begun.TrySetResult();
        }
        catch (HttpRequestException)
        {
            // Killed on the way; the person comes back later.
        }
    }
}
