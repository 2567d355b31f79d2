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
    }

    public Dictionary<string, Behaviour> Behaviours { get; } = new(StringComparer.Ordinal);

    /// <summary>Money that really moved, in order.</summary>
    public List<(string Reference, long Amount, string Account, DateTimeOffset At)> Paid { get; } = [];

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
        if (behaviour is Behaviour.Pay or Behaviour.NoReplyButPaid && !known.ContainsKey(instruction.Reference))
        {
            Paid.Add((instruction.Reference, instruction.Amount, instruction.Account, harness.Now));
        }

        return known[instruction.Reference] = behaviour switch
        {
            Behaviour.Pay => new PaymentReply(PaymentStatus.Succeeded, "t", null, instruction.Amount),
            Behaviour.Reject => new PaymentReply(PaymentStatus.Failed, null, "wallet-limit"),
            Behaviour.WrongOwner => new PaymentReply(PaymentStatus.Failed, null, "wrong-owner"),
            Behaviour.Slow => new PaymentReply(PaymentStatus.Accepted),
            _ => new PaymentReply(PaymentStatus.Unknown),
        };
    }

    private PaymentReply Inquire(string reference) => known.GetValueOrDefault(reference) ?? new PaymentReply(PaymentStatus.NotFound);
}
