using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>What a verification says about one ticket.</summary>
internal static class TicketReport
{
    public static void Write(UInt128 ticket, DrawResult? result, VerifyReport report, TextWriter output)
    {
        var id = DrawEntry.IdText(ticket);
        if (result is null)
        {
            report.CouldNotCheck($"ticket {id}: the draw could not be computed again");
        }
        else if (result.Prove(ticket) is { } proof)
        {
            WriteProof(proof, output);
            var problem = proof.Check(result.Entries.Root, result.Seed);
            report.Check(problem is null, $"ticket {id}: in entriesRoot by its audit path, and its score by the seed", PublishedNames.Entries, problem ?? "");
        }
        else
        {
            report.Fail(PublishedNames.Entries, $"ticket {id} is not in it");
        }
    }

    private static void WriteProof(TicketProof proof, TextWriter output)
    {
        output.WriteLine($"line       {proof.Line}");
        output.WriteLine($"leafIndex  {proof.LeafIndex} of {proof.Entries}");
        foreach (var hash in proof.AuditPath)
        {
            output.WriteLine($"auditPath  {hash}");
        }

        output.WriteLine($"score      {proof.Score}");
        output.WriteLine($"outcome    {proof.Outcome.Name} {proof.Outcome.Detail}".TrimEnd());
        output.WriteLine(proof.CutOff is { } cutOff
            ? $"cutOff     {cutOff} (last one selected in its regency and group)"
            : "cutOff     none selected in its regency and group");
    }
}
