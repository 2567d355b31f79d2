namespace Prakerja.Local.PayoutSimulation;

/// <summary>The singletons of one process: its own ones, and those that are made alike in all of them.</summary>
internal sealed class HostServices(CompiledServices compiled) : IServiceProvider
{
    private readonly Dictionary<int, object> made = [];
    private readonly Dictionary<Type, object> own = [];
    private readonly Dictionary<Type, Func<IServiceProvider, object>> later = [];

    public HostServices Add<T>(T service)
        where T : notnull
    {
        own[typeof(T)] = service;
        return this;
    }

    /// <summary>Made when it is first asked for.</summary>
    public HostServices Add<T>(Func<IServiceProvider, T> make)
        where T : notnull
    {
        later[typeof(T)] = provider => make(provider);
        return this;
    }

    public object? GetService(Type serviceType)
    {
        if (own.TryGetValue(serviceType, out var known))
        {
            return known;
        }

        if (later.TryGetValue(serviceType, out var make))
        {
            return own[serviceType] = make(this);
        }

        if (serviceType == typeof(IServiceProvider))
        {
            return this;
        }

        if (compiled.Of(serviceType) is [.., var last])
        {
            return Made(last);
        }

        return serviceType.IsConstructedGenericType && serviceType.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? AllOf(serviceType) : null;
    }

    private Array AllOf(Type sequence)
    {
        var type = sequence.GetGenericArguments()[0];
        var all = compiled.Of(type).Select(Made).ToList();
        if (own.ContainsKey(type) || later.ContainsKey(type))
        {
            all.Add(GetService(type)!);
        }

        var array = Array.CreateInstance(type, all.Count);
        ((System.Collections.IList)all).CopyTo(array, 0);
        own[sequence] = array;
        return array;
    }

    private object Made(CompiledServices.Maker maker) => made.TryGetValue(maker.Number, out var known) ? known : made[maker.Number] = maker.Make.Value(this);
}
