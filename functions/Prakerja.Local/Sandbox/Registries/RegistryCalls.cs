using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Registries;

/// <summary>PUT /sandbox/registry {available}: an outage of the civil and the exclusion registries for everybody. Beyond api.md.</summary>
internal sealed class RegistryCalls(Switches switches) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints =>
        [SandboxEndpoint.Put("switch-registry", "registry", call => SwitchCall.RunAsync(call, switches, Switches.Registry))];
}
