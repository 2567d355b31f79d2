using System.Globalization;

namespace Prakerja.Pipeline.Audit;

/// <summary>A place in the audit trail: after a sequence number of a chain. Written <c>0a.17</c>.</summary>
public sealed record AuditCursor(string Chain, long Seq)
{
    /// <summary>False if it is not one, or points outside of the one chain asked for.</summary>
    public static bool TryParse(string? text, string? only, out AuditCursor cursor)
    {
        cursor = new AuditCursor(only ?? AuditTrail.Chains[0], 0);
        if (text is null)
        {
            return true;
        }

        if (text.Split('.') is not [var chain, var seq] || !AuditTrail.Chains.Contains(chain, StringComparer.Ordinal) || (only is not null && chain != only)
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return false;
        }

        cursor = new AuditCursor(chain, after);
        return true;
    }

    /// <summary>The beginning of the next chain; null after the last, or when only one is read.</summary>
    public AuditCursor? NextChain(string? only) =>
        only is not null || Chain == AuditTrail.Chains[^1] ? null : new AuditCursor(AuditTrail.Chains[Convert.ToInt32(Chain, 16) + 1], 0);

    public override string ToString() => $"{Chain}.{Seq}";
}
