using System.Globalization;
using Prakerja.Domain.Draw;
using Prakerja.Domain.Lifecycles;
using Prakerja.Local.Commands;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Local.Simulation;

/// <summary>Repeats each announced draw once, from what is published, as <c>verify</c> does; and holds awards against its outcome and the quota.</summary>
internal sealed class DrawChecks(BatchStore batches, InProcessHttp http)
{
    private readonly Dictionary<int, Drawn> drawn = [];

    public int Repeated => drawn.Count;

    public async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyList<Participant> people)
    {
        var violations = new List<string>();
        foreach (var batch in (await batches.ListAsync()).Where(b => b.IsAnnounced && !drawn.ContainsKey(b.Number)))
        {
            drawn[batch.Number] = await RepeatAsync(batch, violations);
        }

        foreach (var awarded in people.Where(p => p.Award is not null).GroupBy(p => p.Award!.Batch))
        {
            Awards(violations, awarded.Key, [.. awarded]);
        }

        return violations;
    }

    private void Awards(List<string> violations, int number, IReadOnlyList<Participant> awarded)
    {
        if (!drawn.TryGetValue(number, out var draw))
        {
            violations.Add($"4: batch {number} awarded before it was announced");
            return;
        }

        var holding = awarded.Count(p => p.State is not (ParticipantState.Revoked or ParticipantState.Withdrawn));
        if (holding > draw.Places)
        {
            violations.Add($"4: batch {number} has {draw.Places} places and {holding} recipients");
        }

        violations.AddRange(awarded.Where(p => !draw.Eligible.Contains(UInt128.Parse(p.Award!.Ticket, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))
            .Select(p => $"4: {p.Id} was awarded, but the draw of batch {number} neither selected them nor made them a reserve"));
    }

    private async Task<Drawn> RepeatAsync(Batch batch, List<string> violations)
    {
        var report = new VerifyReport();
        var files = new InProcessFiles(http, batch.Number);
        var keys = await VerifyKeys.ReadAsync(files, null, report, CancellationToken.None);
        var result = await new DrawVerifier(new SignedReader(files, keys, report), report).RunAsync();
        violations.AddRange(report.Failures.Select(f => $"5: batch {batch.Number} {f.File}: {f.Problem}"));
        if (result?.Counts.Selected > batch.TotalPlaces)
        {
            violations.Add($"4: batch {batch.Number} selected {result.Counts.Selected} for {batch.TotalPlaces} places");
        }

        var eligible = Enumerable.Range(0, result?.Entries.Count ?? 0).Where(i => result![i].IsSelected || result[i].Kind == DrawOutcomeKind.Reserve).Select(i => result!.Entries.TicketAt(i));
        return new Drawn(batch.TotalPlaces, [.. eligible]);
    }

    /// <param name="Eligible">Tickets that were selected or made reserves.</param>
    private sealed record Drawn(int Places, HashSet<UInt128> Eligible);

    private sealed class InProcessFiles(InProcessHttp http, int batch) : IPublishedFiles
    {
        private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.Ordinal);

        public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
        {
            var path = WebFiles.PathOf($"/api/public/batches/{batch}/draw/", name);
            var answer = await http.CallAsync("GET", path, NoHeaders, default);
            return answer.IsSuccess ? new MemoryStream(answer.Body.ToArray(), writable: false) : null;
        }
    }
}
