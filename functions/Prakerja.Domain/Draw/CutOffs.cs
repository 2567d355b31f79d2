namespace Prakerja.Domain.Draw;

/// <summary>The last entry selected in each regency and group.</summary>
internal static class CutOffs
{
    public static Dictionary<(RegencyCode Regency, int Group), int> Find(DrawEntries entries, RegencyQueues queues, int[] selected)
    {
        var last = new Dictionary<(RegencyCode Regency, int Group), int>();
        foreach (var regency in queues.Regencies)
        {
            var queue = queues[regency][..selected[regency]];
            for (var i = 0; i < queue.Length; i++)
            {
                var group = entries.GroupAt(queue[i]);
                if (i + 1 == queue.Length || entries.GroupAt(queue[i + 1]) != group)
                {
                    last[(new RegencyCode(regency), group)] = queue[i];
                }
            }
        }

        return last;
    }
}
