namespace Prakerja.Domain.Draw;

/// <summary>Growable columns; with the right capacity given nothing is ever copied.</summary>
internal sealed class EntryColumns(int capacity)
{
    private UInt128[] tickets = new UInt128[Math.Max(16, capacity)];
    private int[] households = new int[Math.Max(16, capacity)];
    private ushort[] regencies = new ushort[Math.Max(16, capacity)];
    private ushort[] groups = new ushort[Math.Max(16, capacity)];

    public int Count { get; private set; }

    public UInt128[] Tickets => tickets;

    public int[] Households => households;

    public ushort[] Regencies => regencies;

    public ushort[] Groups => groups;

    public void Add(in DrawEntry entry, int household)
    {
        if (Count == tickets.Length)
        {
            var size = Count * 2;
            Array.Resize(ref tickets, size);
            Array.Resize(ref households, size);
            Array.Resize(ref regencies, size);
            Array.Resize(ref groups, size);
        }

        tickets[Count] = entry.Ticket;
        households[Count] = household;
        regencies[Count] = entry.Regency.Number;
        groups[Count] = (ushort)entry.Group;
        Count++;
    }
}
