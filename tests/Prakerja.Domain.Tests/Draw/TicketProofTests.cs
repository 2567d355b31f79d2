using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

[Properties(Arbitrary = [typeof(Batches)], MaxTest = 50)]
public sealed class TicketProofTests
{
    [Property]
    public void Proof_OfEveryTicket_HoldsForItsRootAndSeedOnly(Batch batch)
    {
        var result = batch.Draw();
        for (var i = 0; i < result.Entries.Count; i++)
        {
            var proof = result.Prove(result.Entries.TicketAt(i))!;

            Assert.Equal(batch.Lines[i], proof.Line);
            Assert.Equal(result[i], proof.Outcome);
            Assert.Null(proof.Check(result.Entries.Root, result.Seed));
            Assert.Contains("auditPath", proof.Check(result.Seed, result.Seed), StringComparison.Ordinal);
            Assert.Contains("score", proof.Check(result.Entries.Root, result.Entries.Root), StringComparison.Ordinal);
        }
    }

    [Property]
    public void CutOff_InEveryRegencyAndGroup_IsTheWorstScoreSelected(Batch batch)
    {
        var result = batch.Draw();
        var cells = Enumerable.Range(0, result.Entries.Count).GroupBy(i => (result.Entries.RegencyAt(i), result.Entries.GroupAt(i)));
        foreach (var cell in cells)
        {
            var selected = cell.Where(i => result[i].IsSelected)
                .Select(i => (Hash256?)DrawSeed.Score(result.Seed, result.Entries.TicketAt(i)));

            Assert.Equal(selected.Max(), result.CutOff(cell.Key.Item1, cell.Key.Item2));
        }
    }

    [Fact]
    public void Proof_OfAKnownTicket_IsWrittenCanonically()
    {
        var vector = new Vector("one");

        var json = Encoding.ASCII.GetString(vector.Draw().Prove(vector.Entries.TicketAt(0))!.ToCanonical());

        var score = DrawSeed.Score(vector.Draw().Seed, vector.Entries.TicketAt(0));
        Assert.Equal(
            $$"""{"auditPath":[],"cutOff":"{{score}}","detail":"national","entries":1,"leafIndex":0,"line":"2b491044d5e341245c6e433715ba2bdd,11.01,2,d95bafc8f2a4d27bdcf4bb99f4bea973,1","outcome":"selected","score":"{{score}}"}""",
            json);
    }

    [Fact]
    public void Proof_OfATicketNotAmongTheEntries_IsNull() => Assert.Null(new Vector("seven").Draw().Prove(1));
}
