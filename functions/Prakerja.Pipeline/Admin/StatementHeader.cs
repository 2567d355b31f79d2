using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <summary>Which statement, and which page of it, is handed in: from the query.</summary>
internal sealed record StatementHeader(string Provider, DateOnly Day, string Statement, int Number, bool IsLast)
{
    private const int MaxPages = 100_000;

    public StatementPage Page(IReadOnlyList<StatementLine> lines, string sentBy) => new(Provider, Day, Statement, lines, sentBy, Number, IsLast);

    /// <summary>Null and no problem: it is not said whose statement it is, so it makes no day complete.</summary>
    public static (StatementHeader? Header, Problem? Problem) Read(Call call, DateTimeOffset now)
    {
        if (call.Query("provider") is null && call.Query("day") is null)
        {
            return (null, null);
        }

        var fields = new Fields();
        var provider = fields.Take("provider", PaymentProviders.ParseProvider(call.Query("provider")));
        var day = MoneyDays.Read(call, fields, "day", DateOnly.MinValue);
        fields.Check("day", MovementTimes.IsPossible(day, now), new($"Hari (yyyy-MM-dd) yang dimuat. {MovementTimes.Wrong.Id}", $"The day (yyyy-MM-dd) it is about. {MovementTimes.Wrong.En}"));
        var statement = call.Query("statement") ?? string.Create(CultureInfo.InvariantCulture, $"{provider}-{day:yyyy-MM-dd}");
        fields.Check("statement", statement.Length is >= 1 and <= 100 && statement.All(c => c is > ' ' and <= '~'), new("1 sampai 100 karakter ASCII tanpa spasi.", "1 to 100 ASCII characters without spaces."));
        var page = 1;
        fields.Check("page", call.Query("page") is not { } number || (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out page) && page is >= 1 and <= MaxPages),
            new($"Bilangan bulat 1 sampai {MaxPages}.", $"A whole number from 1 to {MaxPages}."));
        fields.Check("last", call.Query("last") is null or "true" or "false", new("true atau false.", "true or false."));
        return fields.Problem is { } problem ? (null, problem) : (new StatementHeader(provider, day, statement, page, call.Query("last") != "false"), null);
    }
}
