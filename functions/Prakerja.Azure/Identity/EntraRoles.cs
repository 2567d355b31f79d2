using Prakerja.Domain.Regions;
using Prakerja.Pipeline.Http;

namespace Prakerja.Azure.Identity;

/// <summary>
/// App roles of the registration in Entra ID, by value: <c>operator</c>, <c>reviewer</c>, <c>finance</c>, <c>auditor</c>; an office has one
/// for each regency it registers people of, <c>office.32.73</c>, or for a whole province, <c>office.32</c>. Others mean nothing here.
/// </summary>
internal static class EntraRoles
{
    private const string OfficePrefix = "office.";

    public static Caller CallerOf(string objectId, IEnumerable<string> roles)
    {
        var all = roles.ToArray();
        var regencies = all.Where(r => r.StartsWith(OfficePrefix, StringComparison.Ordinal)).SelectMany(r => RegenciesOf(r[OfficePrefix.Length..]));
        string[] bound = [.. regencies.Distinct(StringComparer.Ordinal)];
        var access = all.Aggregate(bound.Length > 0 ? Access.Office : Access.Anonymous, (sum, role) => sum | AccessOf(role));
        return new Caller(access, objectId, bound);
    }

    private static Access AccessOf(string role) => role switch
    {
        "operator" => Access.Operator,
        "reviewer" => Access.Reviewer,
        "finance" => Access.Finance,
        "auditor" => Access.Auditor,
        _ => Access.Anonymous,
    };

    private static IEnumerable<string> RegenciesOf(string code) =>
        RegencyTable.All.Where(r => r.Code == code || r.ProvinceCode == code).Select(r => r.Code);
}
