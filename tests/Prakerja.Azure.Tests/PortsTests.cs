using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests;

public sealed class PortsTests
{
    /// <summary>What the head brings itself: chance, and the client of its workflow back end.</summary>
    private static readonly Type[] OfTheHead = [typeof(IRandomSource), typeof(IWorkflowClient)];

    [Fact]
    public void Ports_ThatThePipelineAsksFor_AreAllRegistered()
    {
        var pipeline = typeof(PipelineServices).Assembly;
        var services = new ServiceCollection().AddPrakerjaAzure(new ConfigurationBuilder().Build()).AddPipeline();
        var asked = services.Select(s => s.ServiceType).Where(t => t.IsClass && t.Assembly == pipeline && t.GetConstructors().Length == 1)
            .SelectMany(t => t.GetConstructors()[0].GetParameters()).Select(p => p.ParameterType).Where(t => t.IsInterface && t.Assembly == pipeline).Distinct().ToArray();

        Assert.Contains(typeof(IPaymentPartner), asked);
        var registered = services.Select(s => s.ServiceType).Concat(OfTheHead).ToHashSet();
        Assert.All(asked, port => Assert.Contains(port, registered));
    }
}
