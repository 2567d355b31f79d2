namespace Prakerja.Domain.Draw;

/// <summary>Gives each household a dense number, and remembers its allowance: open addressing, 20-28 bytes a household.</summary>
internal sealed class HouseholdTable(int capacity)
{
    private UInt128[] keys = new UInt128[Math.Max(16, capacity)];
    private byte[] allowances = new byte[Math.Max(16, capacity)];
    private int[] slots = NewSlots(Math.Max(16, capacity));

    public int Count { get; private set; }

    /// <summary>The household's number, or −1 if it is known with another allowance.</summary>
    public int Add(UInt128 household, int allowance)
    {
        var slot = Find(household);
        if (slots[slot] == 0)
        {
            Append(household, allowance, slot);
            return Count - 1;
        }

        var number = slots[slot] - 1;
        return allowances[number] == allowance ? number : -1;
    }

    /// <summary>Keys and allowances by number; the table itself is no longer needed.</summary>
    public (UInt128[] Keys, byte[] Allowances) Columns() => (keys, allowances);

    // A load of at most 0.8 keeps probes short without doubling the memory.
    private static int[] NewSlots(int households) => new int[households + (households / 4) + 1];

    private int Find(UInt128 household)
    {
        var slot = Start(household);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != household)
        {
            slot = slot + 1 == slots.Length ? 0 : slot + 1;
        }

        return slot;
    }

    private int Start(UInt128 household)
    {
        var mixed = unchecked(((ulong)household ^ (ulong)(household >> 64)) * 0x9E3779B97F4A7C15UL);
        return (int)(((UInt128)mixed * (uint)slots.Length) >> 64);
    }

    private void Append(UInt128 household, int allowance, int slot)
    {
        if (Count == keys.Length)
        {
            Grow();
            slot = Find(household);
        }

        keys[Count] = household;
        allowances[Count] = (byte)allowance;
        slots[slot] = ++Count;
    }

    private void Grow()
    {
        Array.Resize(ref keys, keys.Length * 2);
        Array.Resize(ref allowances, keys.Length);
        slots = NewSlots(keys.Length);
        for (var number = 0; number < Count; number++)
        {
            slots[Find(keys[number])] = number + 1;
        }
    }
}
