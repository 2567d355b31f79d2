namespace Prakerja.Engine.Instances;

/// <summary>Waiting instances in memory, longest idle first; beyond the bound they are asked to leave.</summary>
internal sealed class IdleInstances(EngineCore core)
{
    private readonly Lock gate = new();
    private readonly LinkedList<InstanceActor> order = new();

    public void Add(InstanceActor actor)
    {
        InstanceActor? longest = null;
        lock (gate)
        {
            actor.IdleNode ??= new LinkedListNode<InstanceActor>(actor);
            if (actor.IdleNode.List is null)
            {
                order.AddLast(actor.IdleNode);
            }

            if (order.Count > core.Options.MaxIdleInstances)
            {
                longest = order.First!.Value;
                order.RemoveFirst();
            }
        }

        if (longest is not null)
        {
            core.Post(longest.Id, new EvictItem());
        }
    }

    public void Remove(InstanceActor actor)
    {
        lock (gate)
        {
            if (actor.IdleNode?.List is not null)
            {
                order.Remove(actor.IdleNode);
            }
        }
    }
}
