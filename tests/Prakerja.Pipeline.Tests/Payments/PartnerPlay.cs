using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>How the partner treats an account (api.md, /sandbox/payments).</summary>
public enum Behaviour
{
    Pay,

    /// <summary>Takes it and answers later by webhook.</summary>
    Slow,

    Reject,
    WrongOwner,

    /// <summary>Never replies to anything, and never pays.</summary>
    NoReply,

    /// <summary>Pays, and never says so.</summary>
    NoReplyButPaid,

    /// <summary>Refuses because the account has reached its limit of the month.</summary>
    Limited,

    /// <summary>Says that it failed, and pays all the same; only an inquiry tells.</summary>
    FailedButPaid,
}

/// <summary>The partner's side: what it really paid, and what it says about it. A reference is paid once, however often it is sent.</summary>
public sealed class PartnerPlay
{
    private readonly Dictionary<string, PaymentReply> known = new(StringComparer.Ordinal);
    private readonly PipelineHarness harness;

    public PartnerPlay(PipelineHarness harness)
    {
        this.harness = harness;
        harness.World.Pay = Pay;
        harness.World.Inquire = Inquire;
        harness.World.Stop = Stop;
    }

    public Dictionary<string, Behaviour> Behaviours { get; } = new(StringComparer.Ordinal);

    /// <summary>Money that really moved, in order.</summary>
    public List<(string Reference, long Amount, string Account, DateTimeOffset At)> Paid { get; } = [];

    /// <summary>Whether it can stop what it has only taken so far.</summary>
    public StopOutcome Stops { get; set; } = StopOutcome.Stopped;

    /// <summary>How often an instruction was sent, by reference.</summary>
    public IEnumerable<int> TimesSent => harness.World.Payments.GroupBy(p => p.Reference).Select(g => g.Count());

    /// <summary>What it had only taken so far, it pays now.</summary>
    public void PaySlowOnes()
    {
        foreach (var (reference, _) in known.Where(k => k.Value.Status == PaymentStatus.Accepted).ToArray())
        {
            var instruction = harness.World.Payments.First(p => p.Reference == reference);
            Paid.Add((reference, instruction.Amount, instruction.Account, harness.Now));
            known[reference] = new PaymentReply(PaymentStatus.Succeeded, "t", null, instruction.Amount);
        }
    }

    private PaymentReply Pay(PaymentInstruction instruction)
    {
        var behaviour = Behaviours.GetValueOrDefault(instruction.Account);
        if (behaviour is Behaviour.Pay or Behaviour.NoReplyButPaid or Behaviour.FailedButPaid && !known.ContainsKey(instruction.Reference))
        {
            Paid.Add((instruction.Reference, instruction.Amount, instruction.Account, harness.Now));
        }

        known[instruction.Reference] = behaviour switch
        {
            Behaviour.Pay or Behaviour.FailedButPaid => new PaymentReply(PaymentStatus.Succeeded, "t", null, instruction.Amount),
            Behaviour.Reject => new PaymentReply(PaymentStatus.Failed, null, "inactive"),
            Behaviour.WrongOwner => new PaymentReply(PaymentStatus.Failed, null, "wrong-owner"),
            Behaviour.Limited => new PaymentReply(PaymentStatus.Failed, null, "wallet-limit"),
            Behaviour.Slow => new PaymentReply(PaymentStatus.Accepted),
            _ => new PaymentReply(PaymentStatus.Unknown),
        };
        return behaviour == Behaviour.FailedButPaid ? new PaymentReply(PaymentStatus.Failed, null, "inactive") : known[instruction.Reference];
    }

    private StopOutcome Stop(string reference)
    {
        if (Stops != StopOutcome.Stopped || known.GetValueOrDefault(reference) is { Status: PaymentStatus.Succeeded or PaymentStatus.Failed })
        {
            return Stops == StopOutcome.Stopped ? StopOutcome.TooLate : Stops;
        }

        known[reference] = new PaymentReply(PaymentStatus.Failed, null, "stopped");
        return StopOutcome.Stopped;
    }

    private PaymentReply Inquire(string reference) => known.GetValueOrDefault(reference) ?? new PaymentReply(PaymentStatus.NotFound);
}
