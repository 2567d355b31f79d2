using FsCheck;
using FsCheck.Xunit;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>
/// The same words any number of times in any order leave the same behind. Not in it, because their order must matter: "accepted" and no reply at all, which
/// only say how it stands at that moment; a success without an amount, which is believed unless another amount is known by then; "never received", after which
/// another attempt goes out at once; and the moment of payment, which is that of the first word for it, since dates of later incentives were promised by it.
/// </summary>
public sealed class WordOrderTests
{
    private const string First = "completion-1";

    [Property(MaxTest = 60, EndSize = 20)]
    public async Task Words_AboutOnePayout_InAnyOrder_EndTheSame(NonEmptyArray<byte> picks)
    {
        Word[] said = [.. picks.Get.Select(p => Word.All[p % Word.All.Count])];
        Word[] once = [.. Word.All.Where(said.Contains)];
        Assert.True(Same(await AfterAsync(once), await AfterAsync(said), out var difference), $"{string.Join("; ", said.Select(w => w.Name))}\n{difference}");
    }

    /// <summary>Every pair in both orders, whatever the property happens to draw.</summary>
    [Fact]
    public async Task Words_EveryPair_EndTheSameInBothOrders()
    {
        var wrong = new List<string>();
        for (var left = 0; left < Word.All.Count; left++)
        {
            for (var right = left + 1; right < Word.All.Count; right++)
            {
                var (one, other) = (Word.All[left], Word.All[right]);
                if (!Same(await AfterAsync([one, other]), await AfterAsync([other, one, other]), out var difference))
                {
                    wrong.Add($"{one} / {other}:");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<IReadOnlyList<string>> AfterAsync(IEnumerable<Word> words)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        foreach (var word in words)
        {
            await word.SayAsync(bench, new PayoutAttempt(id, First, 1), 600_000, bench.Harness.Now);
            await bench.Harness.SettleAsync();
        }

        return await WordOutcome.OfAsync(bench, id);
    }

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other, out string difference)
    {
        difference = string.Join('\n', one.Except(other).Select(l => $"  in order: {l}").Concat(other.Except(one).Select(l => $"  otherwise: {l}")));
        return difference.Length == 0;
    }
}
