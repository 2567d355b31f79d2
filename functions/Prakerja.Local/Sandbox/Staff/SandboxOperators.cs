using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Regions;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Staff;

/// <param name="Regencies">For offices: where they register people. Beyond api.md.</param>
public sealed record OperatorRow(string Name, IReadOnlyList<string> Roles, string Token, IReadOnlyList<string>? Regencies);

/// <summary>Members of staff, two for every role; their tokens follow from the vault, so that they outlive a restart.</summary>
internal sealed class SandboxOperators(IKeyVault vault) : IOperatorDirectory
{
    private static readonly (string Name, Access Role, Func<Regency, bool>? At)[] Staff =
    [
        ("operator-sari", Access.Operator, null), ("operator-bima", Access.Operator, null), ("operator-wulan", Access.Operator, null),
        ("reviewer-dewi", Access.Reviewer, null), ("reviewer-agus", Access.Reviewer, null),
        ("finance-ratna", Access.Finance, null), ("finance-hadi", Access.Finance, null), ("finance-lina", Access.Finance, null),
        ("auditor-maya", Access.Auditor, null), ("auditor-yusuf", Access.Auditor, null),
        ("office-jawa-barat", Access.Office, r => r.ProvinceCode == "32"),
        ("office-kota-bandung", Access.Office, r => r.Code == "32.73"),
        ("office-papua", Access.Office, r => r.ProvinceCode == "91"),
        ("office-indonesia", Access.Office, _ => true),
    ];

    private readonly FrozenDictionary<string, Caller> callers = CallersOf(vault);

    public IEnumerable<OperatorRow> All => callers.OrderBy(c => c.Value.Id, StringComparer.Ordinal).Select(c => new OperatorRow(
        c.Value.Id, [c.Value.Roles.ToString().ToLowerInvariant()], c.Key, c.Value.Regencies.Count == 0 ? null : c.Value.Regencies));

    public ValueTask<Caller?> FindAsync(HttpContext http, string token) => ValueTask.FromResult(callers.GetValueOrDefault(token));

    private static FrozenDictionary<string, Caller> CallersOf(IKeyVault vault)
    {
        var key = vault.Secret("operators").ToArray();
        return Staff.ToFrozenDictionary(
            s => "op-" + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(s.Name))),
            s => new Caller(s.Role, s.Name, s.At is null ? [] : [.. RegencyTable.All.Where(s.At).Select(r => r.Code)]),
            StringComparer.Ordinal);
    }
}

/// <summary>GET /sandbox/operators.</summary>
internal sealed class OperatorCalls(SandboxOperators operators) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints =>
        [SandboxEndpoint.Get("operators", "operators", _ => Task.FromResult(Reply.Ok(operators.All.ToArray())))];
}
