using System.Xml.Linq;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>A camt.029: which payments a bank stopped, and which it could not.</summary>
/// <param name="Outcomes">By reference.</param>
public sealed record StopAnswer(string Id, IReadOnlyList<(string Reference, StopOutcome Outcome)> Outcomes)
{
    public static Parsed<StopAnswer> Read(XElement root)
    {
        var outcomes = new List<(string, StopOutcome)>();
        foreach (var transaction in root.Children("CxlDtls").SelectMany(d => d.Children("OrgnlPmtInfAndSts")).SelectMany(p => p.Children("TxInfAndSts")))
        {
            if (transaction.Text("OrgnlEndToEndId") is not { } reference)
            {
                return Parsed.Refused<StopAnswer>("TxInfAndSts/OrgnlEndToEndId: wajib ada.", "TxInfAndSts/OrgnlEndToEndId: must be given.");
            }

            outcomes.Add((reference, OutcomeOf(transaction.Text("TxCxlSts"))));
        }

        return Parsed.Ok(new StopAnswer(root.Text("Assgnmt/Id")!, outcomes));
    }

    private static StopOutcome OutcomeOf(string? status) => status switch
    {
        "ACCR" => StopOutcome.Stopped,
        "RJCR" => StopOutcome.TooLate,
        _ => StopOutcome.Unknown,
    };
}

/// <summary>Applies a bank's answers to requests to stop: what was stopped has failed.</summary>
public sealed class StopAnswers(BankSpool spool, PaymentEvents events, TimeProvider clock)
{
    public async Task ApplyAsync(string provider, StopAnswer answer)
    {
        foreach (var (reference, outcome) in answer.Outcomes.Where(o => o.Outcome != StopOutcome.Unknown))
        {
            if (await spool.FindAsync(provider, reference) is not { State: BankReferenceState.Filed } known)
            {
                continue;
            }

            await spool.ChangeAsync(provider, reference, now => now.Stop is null ? now with { Stop = outcome } : now);
            if (outcome == StopOutcome.Stopped)
            {
                var data = new PaymentEventData(reference, known.Amount, null, StopRequest.Stopped, clock.GetUtcNow());
                await events.ApplyAsync(new PaymentEventRequest("disbursement.failed", null, data), provider);
            }
        }
    }
}
