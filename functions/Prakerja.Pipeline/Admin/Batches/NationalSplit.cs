using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Batches;

/// <param name="Places">In all regencies together.</param>
/// <param name="By"><c>population</c>: by <paramref name="Weights"/>; <c>demand</c>: by the candidates of <paramref name="Batch"/>.</param>
/// <param name="Weights">Regency → people, as the statistics office has them.</param>
/// <param name="Batch">Null: the last one that has closed.</param>
public sealed record NationalPlaces(long? Places, string? By, IReadOnlyDictionary<string, long>? Weights = null, int? Batch = null);

/// <summary>Splits a national number of places among regencies, by largest remainder; what comes out is the draft that another operator approves.</summary>
public sealed class NationalSplit(BatchStore batches, Candidates candidates)
{
    private const string Population = "population";
    private const string Demand = "demand";
    private const long MostPeople = 1_000_000_000;

    /// <summary>Places by regency, or the problem with the request.</summary>
    public async Task<(IReadOnlyDictionary<string, long>? Places, Problem? Problem)> SplitAsync(NationalPlaces request)
    {
        var fields = new Fields();
        fields.Check("national.places", request.Places is > 0 and <= CreateBatch.Most, new($"Bilangan bulat 1 sampai {CreateBatch.Most}.", $"A whole number from 1 to {CreateBatch.Most}."));
        fields.Check("national.by", request.By is Population or Demand, new("population atau demand.", "population or demand."));
        var weights = request.By == Demand ? await DemandAsync(request.Batch, fields) : CheckWeights(request.Weights, fields);
        return fields.Problem is { } problem ? (null, problem) : (LargestRemainder.Split(request.Places!.Value, weights), null);
    }

    private static IReadOnlyDictionary<string, long> CheckWeights(IReadOnlyDictionary<string, long>? weights, Fields fields)
    {
        foreach (var (regency, people) in weights ?? new Dictionary<string, long>())
        {
            var known = RegencyCode.TryParse(regency, out _) && RegencyTable.Find(regency) is not null;
            fields.Check($"national.weights.{regency}", known, new("Bukan kode kabupaten/kota, misalnya 32.73.", "Not a regency or city code, such as 32.73."));
            fields.Check($"national.weights.{regency}", people is >= 0 and <= MostPeople, new($"Bilangan bulat 0 sampai {MostPeople}.", $"A whole number from 0 to {MostPeople}."));
        }

        fields.Check("national.weights", weights?.Values.Any(people => people > 0) == true, new("Sedikitnya satu lebih dari 0.", "At least one above 0."));
        return weights ?? new Dictionary<string, long>();
    }

    /// <summary>Candidates by regency of a batch that has closed.</summary>
    private async Task<IReadOnlyDictionary<string, long>> DemandAsync(int? number, Fields fields)
    {
        var closed = (await batches.ListAsync()).LastOrDefault(b => b.Reached is >= BatchState.Closed and not BatchState.Cancelled && (number is null || b.Number == number));
        var demand = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (cell, count) in closed is null ? [] : await candidates.CountAsync(closed.Number))
        {
            var regency = cell.Split('|')[0];
            demand[regency] = demand.GetValueOrDefault(regency) + Math.Max(0, count);
        }

        fields.Check("national.batch", demand.Values.Any(count => count > 0), new("Tidak ada gelombang tertutup yang punya peserta.", "No closed batch that has candidates."));
        return demand;
    }
}
