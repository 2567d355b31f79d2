using System.Globalization;
using System.Text;
using Prakerja.Domain;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Statements;

/// <param name="Body">As it is sent: camt.053 or JSON lines.</param>
public sealed record StatementView(string Provider, DateOnly Day, int Page, bool Last, long Opening, long Closing, string Body);

/// <summary>GET /sandbox/statements?provider=&amp;day= and PUT /sandbox/statements/{provider} {partial, twice}. Beyond api.md.</summary>
internal sealed class StatementCalls(StatementShelf shelf, TimeProvider clock) : ISandboxCalls
{
    private static LocalText UnknownProvider { get; } = new(
        $"Salah satu dari: {string.Join(", ", SandboxPartners.Payers)}.", $"One of: {string.Join(", ", SandboxPartners.Payers)}.");

    public IEnumerable<Endpoint> Endpoints =>
    [
        SandboxEndpoint.Get("statements", "statements", GetAsync) with
        {
            Query = [new("provider", "A bank or wallet."), new("day", "A day (WIB), yyyy-MM-dd; default yesterday.")],
        },
        SandboxEndpoint.Put("statement-habit", "statements/{provider}", PutAsync),
    ];

    private async Task<Reply> GetAsync(Call call)
    {
        var fields = new Fields();
        var (provider, day) = (call.Query("provider") ?? "", Wib.DateOf(clock.GetUtcNow()).AddDays(-1));
        fields.Check("provider", IsPayer(provider), UnknownProvider);
        fields.Check("day", call.Query("day") is not { } text || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year > 2000,
            new("yyyy-MM-dd.", "yyyy-MM-dd."));
        return fields.Problem is { } problem ? problem
            : Reply.Ok((await shelf.PagesAsync(provider, day, (await shelf.HabitAsync(provider)).Partial)).Select(p => new StatementView(
                p.Provider, p.Day, p.Page, p.IsLast, p.Opening, p.Closing, Encoding.UTF8.GetString(StatementWriter.Write(p)))).ToArray());
    }

    private async Task<Reply> PutAsync(Call call)
    {
        if (call.Read<StatementHabit>(out var habit) is { } unreadable)
        {
            return unreadable;
        }

        if (!IsPayer(call.Route("provider")))
        {
            return Problems.Invalid("provider", UnknownProvider);
        }

        await shelf.SetHabitAsync(call.Route("provider"), habit);
        return Reply.Ok(habit);
    }

    private static bool IsPayer(string provider) => SandboxPartners.Payers.Contains(provider, StringComparer.Ordinal);
}
