using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>A few people, their payouts and the processes that carry them, one after the other.</summary>
internal sealed class PayoutWorld : IDisposable
{
    /// <summary>A world in which the process cannot even start is broken.</summary>
    private const int MostRestarts = 1000;

    private readonly Dictionary<string, PaymentBehaviour> behaviours;
    private PayoutHost host;
    private int restarts;

    public PayoutWorld(PersistedState state, StepWatch watch, Dice dice, Webhooks.Fate fate, Dictionary<string, PaymentBehaviour>? behaviours = null)
    {
        (State, Watch, Dice, Fate, this.behaviours) = (state, watch, dice, fate, behaviours ?? new Dictionary<string, PaymentBehaviour>(StringComparer.Ordinal));
        Sent = new PartnerLog(() => Now, account => this.behaviours.GetValueOrDefault(AccountKey.Normal(account)));
        host = new PayoutHost(State, Watch, Sent, Fate, Errors);
    }

    public PersistedState State { get; }

    public StepWatch Watch { get; }

    public Dice Dice { get; }

    public Webhooks.Fate Fate { get; }

    public PartnerLog Sent { get; }

    public ErrorLog Errors { get; } = new();

    public DateTimeOffset Now => State.Now;

    /// <summary>The present process.</summary>
    public PayoutHost Host => host;

    public IReadOnlyDictionary<string, PaymentBehaviour> Behaviours => behaviours;

    public Task StartAsync() => DoAsync(_ => Task.CompletedTask, starting: true);

    public Task AdvanceToAsync(DateTimeOffset time) => DoAsync(async at => await at.Clock.AdvanceToAsync(time));

    /// <param name="all">Those too that go through the whole ledger.</param>
    public Task RunTimersAsync(bool all = false) => DoAsync(at => at.RunTimersAsync(all));

    /// <summary>Does something as often as it takes: after a crash the next process is asked again.</summary>
    public async Task DoAsync(Func<PayoutHost, Task> act, bool starting = false)
    {
        while (true)
        {
            var doing = starting ? StartAndActAsync(host, act) : act(host);
            if (await Task.WhenAny(doing, host.Life.Crashed) == doing)
            {
                await doing;
                return;
            }

            Restart();
            starting = true;
        }
    }

    /// <summary>A call over HTTP, as a person or a member of staff makes it.</summary>
    public async Task<int> CallAsync(string method, string path, Func<PayoutHost, string> token, byte[] body)
    {
        var status = 0;
        await DoAsync(at => at.RunAsync(async () =>
        {
            var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {token(at)}", ["Content-Type"] = "application/json" };
            status = (await at.Get<InProcessHttp>().CallAsync(method, path, headers, body)).Status;
        }));
        return status;
    }

    public static string TokenOf(PayoutHost host, Person person) => host.Get<AccessTokens>().Issue(person.Id).Token;

    public Task BehaveAsync(Person person, PaymentBehaviour behaviour)
    {
        behaviours[AccountKey.Normal(person.Account.Account)] = person.Behaviour = behaviour;
        return DoAsync(at => at.Get<PaymentBook>().SetBehaviourAsync(person.Account.Account, behaviour));
    }

    /// <summary>Ends the present process; what it held in memory is gone.</summary>
    public void Dispose() => host.Dispose();

    private static async Task StartAndActAsync(PayoutHost next, Func<PayoutHost, Task> act)
    {
        await next.StartAsync();
        await act(next);
    }

    private void Restart()
    {
        if (++restarts > MostRestarts)
        {
            throw new InvalidOperationException("The process crashed too often.");
        }

        host.Dispose();
        // Mostly it is back at once, sometimes after hours.
        State.Now += Dice.Percent(90) ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(Dice.Next(600));
        host = new PayoutHost(State, Watch, Sent, Fate, Errors);
    }
}
