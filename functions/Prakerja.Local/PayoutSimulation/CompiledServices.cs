using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>
/// What a service collection of singletons describes, compiled once: a process of the simulation lives for milliseconds, and the usual container looks at
/// every constructor anew for each.
/// </summary>
internal sealed class CompiledServices
{
    private readonly ConcurrentDictionary<Type, Maker[]> byType = new();
    private readonly List<ServiceDescriptor> open = [];
    private int count;

    public CompiledServices(IEnumerable<ServiceDescriptor> described)
    {
        foreach (var group in described.GroupBy(d => d.ServiceType))
        {
            if (group.Key.IsGenericTypeDefinition)
            {
                open.AddRange(group);
            }
            else
            {
                byType[group.Key] = [.. group.Select(d => new Maker(count++, MakeOf(d)))];
            }
        }
    }

    /// <summary>A service and the way to make it, once in a process.</summary>
    public sealed record Maker(int Number, Lazy<Func<IServiceProvider, object>> Make);

    /// <summary>Those of a type in the order of their registration; the last one is the type's own.</summary>
    public Maker[] Of(Type type) => byType.GetOrAdd(type, Close);

    private Maker[] Close(Type type) => type.IsConstructedGenericType
        ? [.. open.Where(d => d.ServiceType == type.GetGenericTypeDefinition())
            .Select(d => new Maker(Interlocked.Increment(ref count), New(d.ImplementationType!.MakeGenericType(type.GetGenericArguments()))))]
        : [];

    private static Lazy<Func<IServiceProvider, object>> MakeOf(ServiceDescriptor described) => described switch
    {
        { ImplementationInstance: { } instance } => new(_ => instance),
        { ImplementationFactory: { } factory } => new(factory),
        _ => New(described.ImplementationType!),
    };

    private static Lazy<Func<IServiceProvider, object>> New(Type type) => new(() =>
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var provider = Expression.Parameter(typeof(IServiceProvider));
        var arguments = constructor.GetParameters().Select(p => Argument(p, provider));
        return Expression.Lambda<Func<IServiceProvider, object>>(Expression.New(constructor, arguments), provider).Compile();
    });

    private static UnaryExpression Argument(ParameterInfo parameter, Expression provider) => Expression.Convert(
        Expression.Call(typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), null, provider, Expression.Constant(parameter.ParameterType)),
        parameter.ParameterType);
}
