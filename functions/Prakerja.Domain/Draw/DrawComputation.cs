namespace Prakerja.Domain.Draw;

/// <summary>The computation of "prakerja-draw-1" (draw.md): a pure function of entries, rules and seed.</summary>
public static class DrawComputation
{
    /// <summary>Draws with the seed that follows from the published inputs and the beacon's randomness.</summary>
    /// <param name="spread">How to share the work among threads; on the caller's alone if null. Never changes the result.</param>
    public static DrawResult Run(DrawEntries entries, DrawRules rules, Hash256 randomness, Spread? spread = null) =>
        RunSeeded(entries, rules, DrawSeed.Compute(entries.Root, rules.Hash, randomness), spread ?? InTurn);

    internal static DrawResult RunSeeded(DrawEntries entries, DrawRules rules, Hash256 seed, Spread spread, int scoreBits = DrawOrder.ScoreBits)
    {
        var order = new DrawOrder(entries, seed, spread, scoreBits);
        var outcomes = new OutcomeColumn(entries.Count);
        var queues = Filter(entries, order, outcomes, spread);
        var taken = new int[RegencyCode.Count];
        var left = RegionalRound(rules, queues, taken, outcomes);
        NationalRound(left, queues, taken, outcomes, order);
        var cutOffs = CutOffs.Find(entries, queues, taken);
        Reserves(rules, queues, taken, outcomes);
        return new DrawResult(entries, seed, outcomes, cutOffs);
    }

    internal static void InTurn(int parts, Action<int> body)
    {
        for (var part = 0; part < parts; part++)
        {
            body(part);
        }
    }

    private static RegencyQueues Filter(DrawEntries entries, DrawOrder order, OutcomeColumn outcomes, Spread spread)
    {
        var filter = new HouseholdFilter(entries, order);
        for (var entry = 0; entry < entries.Count; entry++)
        {
            if (!filter.Keeps(entry))
            {
                outcomes.SetHousehold(entry);
            }
        }

        return new RegencyQueues(entries, filter, order, spread);
    }

    /// <summary>Step 3; gives the places left over in all regencies together.</summary>
    private static Int128 RegionalRound(DrawRules rules, RegencyQueues queues, int[] taken, OutcomeColumn outcomes)
    {
        Int128 left = 0;
        foreach (var (regency, places) in rules.Places)
        {
            var queue = queues[regency.Number];
            var count = (int)Math.Min(places, queue.Length);
            foreach (var entry in queue[..count])
            {
                outcomes.SetRegional(entry);
            }

            taken[regency.Number] = count;
            left += places - count;
        }

        return left;
    }

    /// <summary>Step 4: the heads of all queues compete, so entries come in the nationwide order.</summary>
    private static void NationalRound(Int128 places, RegencyQueues queues, int[] taken, OutcomeColumn outcomes, DrawOrder order)
    {
        var heads = new PriorityQueue<int, int>(Comparer<int>.Create(order.Compare));
        foreach (var regency in queues.Regencies)
        {
            EnqueueHead(regency);
        }

        for (; places > 0 && heads.TryDequeue(out var regency, out var entry); places--)
        {
            outcomes.SetNational(entry);
            taken[regency]++;
            EnqueueHead(regency);
        }

        void EnqueueHead(int regency)
        {
            if (taken[regency] < queues.Length(regency))
            {
                heads.Enqueue(regency, queues[regency][taken[regency]]);
            }
        }
    }

    /// <summary>Step 5.</summary>
    private static void Reserves(DrawRules rules, RegencyQueues queues, int[] taken, OutcomeColumn outcomes)
    {
        foreach (var regency in queues.Regencies)
        {
            var waiting = queues[regency][taken[regency]..];
            for (var rank = 1; rank <= Math.Min(rules.Reserves, waiting.Length); rank++)
            {
                outcomes.SetReserve(waiting[rank - 1], rank);
            }
        }
    }
}
