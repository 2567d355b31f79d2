using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Durable;

/// <summary>
/// The durable client of this process. Only a binding can make one (the host chooses the address at its start), so every function has the
/// binding and hands it in before it does anything; all of them talk through the same channel, which lives as long as the process.
/// </summary>
public sealed class DurableClients
{
    private volatile DurableTaskClient? current;

    public DurableTaskClient Current => current ?? throw new InvalidOperationException("No function has run yet: only a function's binding makes a durable client.");

    public void Use(DurableTaskClient client) => current = client;
}
