using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox;

/// <summary>Calls under <c>/sandbox</c> (api.md, "The local host only").</summary>
internal interface ISandboxCalls
{
    IEnumerable<Endpoint> Endpoints { get; }
}
