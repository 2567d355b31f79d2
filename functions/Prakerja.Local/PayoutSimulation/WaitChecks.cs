using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Whatever is open has something that takes it further: an attempt its workflow, a wake-up its leg.</summary>
internal static class WaitChecks
{
    public static async Task<IReadOnlyList<string>> CheckAsync(PayoutHost host, IReadOnlyList<Person> people, IReadOnlyList<Participant> rows)
    {
        var violations = new List<string>();
        var workflows = host.Get<IWorkflowClient>();
        foreach (var (person, row) in people.Zip(rows))
        {
            if (row.Wake != row.Leg && !await RunsAsync(workflows, row.Id))
            {
                violations.Add($"no wait: {person.Id} was woken {row.Wake} times, {row.Leg} were looked at, and no leg runs");
            }

            foreach (var open in row.Payouts.Where(p => p.State is PaymentState.Sending or PaymentState.Unknown))
            {
                if (!await RunsAsync(workflows, new PayoutAttempt(row.Id, open.Key, open.Attempt).InstanceId))
                {
                    violations.Add($"no wait: {person.Id} {open.Key} attempt {open.Attempt} is {open.State}, and nothing asks about it");
                }
            }
        }

        return violations;
    }

    private static async Task<bool> RunsAsync(IWorkflowClient workflows, string instance) =>
        await workflows.GetAsync(instance) is { State: WorkflowState.Running };
}
