using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

[Properties(Arbitrary = [typeof(Batches)])]
public sealed class DrawDocumentTests
{
    private const string Rules =
        """{"algorithm":"prakerja-draw-1","batch":1,"beacon":{"chain":"sandbox","round":1001},"places":{"11.02":1},"reserves":5}""";

    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("\"algorithm\":\"prakerja-draw-1\"", "\"algorithm\":\"prakerja-draw-2\"", "algorithm")]
    [InlineData("\"batch\":1", "\"batch\":-1", "batch")]
    [InlineData("\"batch\":1", "\"batch\":\"1\"", "batch")]
    [InlineData("\"batch\":1,", "", "batch is missing")]
    [InlineData("\"chain\":\"sandbox\",", "", "beacon.chain is missing")]
    [InlineData("\"round\":1001", "\"round\":1001,\"x\":1", "beacon.x is not a field")]
    [InlineData("{\"chain\":\"sandbox\",\"round\":1001}", "1", "beacon must be an object")]
    [InlineData("\"11.02\":1", "\"11.02\":-1", "places.11.02")]
    [InlineData("\"11.02\":1", "\"11.02\":null", "places.11.02")]
    [InlineData("\"11.02\":1", "\"1102\":1", "places.1102")]
    [InlineData("\"reserves\":5", "\"reserves\":-5", "reserves")]
    [InlineData("\"reserves\":5", "\"reserves\":5,\"x\":1", "x is not a field")]
    [InlineData(",\"reserves\":5", "", "reserves is missing")]
    [InlineData("\"reserves\":5", "\"reserves\": 5", "canonical")]
    [InlineData("\"reserves\":5", "\"reserves\":5.0", "canonical")]
    public void Rules_Malformed_AreRefusedNamingTheField(string from, string to, string named)
    {
        var refused = Assert.IsType<DocumentRead<DrawRules>.Refused>(DrawRules.Parse(Encoding.UTF8.GetBytes(Rules.Replace(from, to))));

        Assert.Contains(named, refused.Reason, StringComparison.Ordinal);
    }

    [Property]
    public void Rules_OfAnyBatch_ReadBack(Batch batch)
    {
        var bytes = batch.Rules.ToCanonical();

        Assert.Equal(bytes, Assert.IsType<DocumentRead<DrawRules>.Accepted>(DrawRules.Parse(bytes)).Value.ToCanonical());
    }

    [Theory]
    [InlineData("null")]
    [InlineData($"\"{Hash}\"")]
    public void Commitment_WithOrWithoutPrevious_ReadsBack(string previous)
    {
        var json = $$$"""{"batch":3,"beacon":{"chain":"c","round":9},"entries":2,"entriesRoot":"{{{Hash}}}","previous":{{{previous}}},"rulesHash":"{{{Hash}}}"}""";

        var commitment = Assert.IsType<DocumentRead<Commitment>.Accepted>(Commitment.Parse(Encoding.ASCII.GetBytes(json))).Value;

        Assert.Equal(json, Encoding.ASCII.GetString(commitment.ToCanonical()));
        Assert.Equal(Hash256.Of(Encoding.ASCII.GetBytes(json)), commitment.Hash);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("\"E3B0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")]
    public void Commitment_PreviousOfAnotherForm_IsRefused(string previous)
    {
        var json = $$$"""{"batch":3,"beacon":{"chain":"c","round":9},"entries":2,"entriesRoot":"{{{Hash}}}","previous":{{{previous}}},"rulesHash":"{{{Hash}}}"}""";

        var refused = Assert.IsType<DocumentRead<Commitment>.Refused>(Commitment.Parse(Encoding.ASCII.GetBytes(json)));

        Assert.StartsWith("previous", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Commitment_ToEntriesAndRules_BindsThem()
    {
        var vector = new Vector("seven");

        var commitment = Commitment.To(vector.Entries, vector.Rules, previous: null);

        Assert.Equal((1, 7, vector.Expected["entriesRoot"], vector.Expected["rulesHash"], 1001), (
            commitment.Batch, commitment.Entries, commitment.EntriesRoot.ToString(), commitment.RulesHash.ToString(), commitment.Beacon.Round));
    }

    [Fact]
    public void Record_OfADraw_IsWrittenAsPublishedAndReadsBack()
    {
        var vector = new Vector("seven");
        var expected = vector.Expected;

        var json = vector.Draw().ToRecord(vector.Rules, vector.Randomness, [1, 0xAB], Hash256.Of([])).ToCanonical();

        Assert.Equal(
            $$$"""{"batch":1,"beaconSignature":"01ab","commitmentHash":"{{{Hash}}}","counts":{"entries":7,"household":1,"notSelected":0,"reserve":2,"selected":4},"randomness":"{{{expected["randomness"]}}}","resultHash":"{{{expected["resultHash"]}}}","round":1001,"seed":"{{{expected["seed"]}}}"}""",
            Encoding.ASCII.GetString(json));
        Assert.Equal(json, Assert.IsType<DocumentRead<DrawRecord>.Accepted>(DrawRecord.Parse(json)).Value.ToCanonical());
    }
}
