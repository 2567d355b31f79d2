using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Staff tokens are <c>staff:{role},{role}:{name}</c>; offices name their regencies, as in <c>bandung@32.73@32.04</c>.</summary>
public sealed class TestOperators : IOperatorDirectory
{
    public static string Token(Access roles, string name) => $"staff:{roles.ToString().Replace(" ", "", StringComparison.Ordinal)}:{name}";

    public ValueTask<Caller?> FindAsync(HttpContext http, string token) => ValueTask.FromResult(
        token.Split(':') is ["staff", var roles, var name] ? new Caller(Enum.Parse<Access>(roles), name, name.Split('@')[1..]) : null);
}
