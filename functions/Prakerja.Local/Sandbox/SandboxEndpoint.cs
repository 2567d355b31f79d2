using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox;

/// <summary>Makes endpoints of the sandbox: for anybody who reaches the laptop, repeatable by nature.</summary>
internal static class SandboxEndpoint
{
    public static Endpoint Get(string name, string route, Func<Call, Task<Reply>> handle) => Make(name, "GET", route, handle);

    public static Endpoint Post(string name, string route, Func<Call, Task<Reply>> handle) => Make(name, "POST", route, handle) with { Body = BodyKind.Json };

    public static Endpoint Put(string name, string route, Func<Call, Task<Reply>> handle) => Make(name, "PUT", route, handle) with { Body = BodyKind.Json };

    private static Endpoint Make(string name, string method, string route, Func<Call, Task<Reply>> handle) =>
        new("sandbox-" + name, method, "/sandbox/" + route, Access.Anonymous, handle) { Replayable = false, Tag = "Sandbox" };
}
