using Prakerja.Domain;
using Prakerja.Domain.Assessing;
using Prakerja.Domain.Incentives;
using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>What people and partners do: accounts are handed in and corrected, surveys answered, partners change how they treat an account.</summary>
internal sealed class PeopleActs(PayoutWorld world, Finance finance)
{
    /// <summary>Somebody looks at the dashboard this often.</summary>
    private const int VisitsEvery = 4;

    /// <summary>Steps of a payout: of one that simply goes through, of one with trouble, of one that takes months. Where one takes fewer, it has no crash.</summary>
    private static readonly int[] Lengths = [22, 60, 180];

    /// <summary>Another amount than instructed waits for two people, so it is rare.</summary>
    private static readonly PaymentBehaviour[] Mixed =
    [
        .. Enumerable.Repeat(Enum.GetValues<PaymentBehaviour>().Where(b => b != PaymentBehaviour.OtherAmount), 6).SelectMany(b => b),
        .. Enumerable.Repeat(PaymentBehaviour.Pay, 20), PaymentBehaviour.OtherAmount,
    ];

    private bool registries = true;

    /// <summary>The process dies at a random step of this payout, from now.</summary>
    public void Arm(string person, string key)
    {
        if (!world.Watch.Struck.Contains((person, key)))
        {
            world.Watch.Arm(person, key, 1 + world.Dice.Next(world.Dice.Pick(Lengths)), world.Dice.Percent(50) ? CrashMoment.Before : CrashMoment.After);
        }
    }

    public async Task RegistriesAsync(bool available)
    {
        if (available != registries)
        {
            registries = available;
            await world.DoAsync(host => host.Get<Switches>().SetAsync(Switches.Registry, available));
        }
    }

    public async Task ActAsync(Person person, int day, bool calm)
    {
        if (day == person.IneligibleOn)
        {
            person.IneligibleSince = world.Now;
            await world.DoAsync(host => host.Get<ResidentStore>().ChangeAsync(person.Resident.Nik, ResidentChange.None with { Student = true }));
        }

        if (day == person.LinksOn)
        {
            await world.BehaveAsync(person, world.Dice.Pick(Mixed));
            Arm(person.Id, Incentive.KeyOf(IncentiveKind.Completion, 1));
            await LinkAsync(person, person.Wrong ?? person.Account);
        }
        else if (day > person.LinksOn && (day + person.Index) % VisitsEvery == 0)
        {
            await VisitAsync(person, calm);
        }
    }

    public Task FinanceAsync(int day, bool calm) => finance.WorkAsync(day, calm);

    public Task CloseBooksAsync() => finance.CloseAsync();

    /// <summary>Hands the account in again where it, or a payment to it, was refused.</summary>
    public async Task CorrectAsync(Person person)
    {
        var row = (await world.Host.Get<ParticipantStore>().FindAsync(person.Id))!;
        var facts = IncentiveFactsReader.Of(row, world.Now)!;
        if (row.Account is null or { State: AccountState.Rejected } || facts.NeedsCorrection(IncentivePlan.Evaluate(facts, world.Now)))
        {
            await LinkAsync(person, person.Account);
        }
    }

    private async Task VisitAsync(Person person, bool calm)
    {
        await world.BehaveAsync(person, calm ? PaymentBehaviour.Pay : world.Dice.Pick(Mixed));
        var row = (await world.Host.Get<ParticipantStore>().FindAsync(person.Id))!;
        var facts = IncentiveFactsReader.Of(row, world.Now)!;
        var plan = IncentivePlan.Evaluate(facts, world.Now);
        person.Closed = IncentivePlan.IsClosed(plan);
        if (row.Account is null or { State: AccountState.Rejected } || (facts.NeedsCorrection(plan) && world.Dice.Percent(60)))
        {
            await LinkAsync(person, person.Account);
        }

        foreach (var survey in plan.Where(i => i is { Kind: IncentiveKind.Survey, State: IncentiveState.Locked } && i.OpensAt <= world.Now && !facts.SurveyAnswers.ContainsKey(i.Tranche)))
        {
            Arm(person.Id, survey.Key);
            await AnswerAsync(person, survey.Tranche);
        }
    }

    public Task<int> LinkAsync(Person person, ResidentAccount account) => world.CallAsync(
        "PUT", "/api/me/payment-account", host => PayoutWorld.TokenOf(host, person), PipelineJson.Write(new PaymentAccountRequest(account.Provider, account.Account)));

    public Task<int> AnswerAsync(Person person, int survey)
    {
        var answers = Assessments.Survey(survey)!.Questions.ToDictionary(q => q.Id, q => q.Options[0].Id, StringComparer.Ordinal);
        return world.CallAsync("POST", $"/api/me/surveys/{survey}", host => PayoutWorld.TokenOf(host, person), PipelineJson.Write(new { answers }));
    }
}
