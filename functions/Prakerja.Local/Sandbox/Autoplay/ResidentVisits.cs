using Prakerja.Domain;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Messages;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.Sandbox.Autoplay;

/// <summary>
/// Once a day, at a minute of their own, residents who were sent something look at their dashboard and do what is to be done; as long as they
/// are selected or in training they come again the next day.
/// </summary>
internal sealed class ResidentVisits(
    OutsideJobs jobs, Switches switches, SandboxMessenger messenger, ResidentStore residents, ResidentPlay play, TimeProvider clock, IServiceProvider services)
    : IJobHandler, ISandboxPart
{
    private const int FirstHour = 8;
    private const int Minutes = 10 * 60;

    public string Kind => "visit";

    public Task StartAsync(CancellationToken cancellation)
    {
        messenger.Arrived = async messages =>
        {
            if (await switches.IsOnAsync(Switches.Autoplay, otherwise: false))
            {
                await PlanAsync(messages.Select(m => m.To));
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        messenger.Arrived = null;
        return Task.CompletedTask;
    }

    /// <summary>Everybody who was ever sent something.</summary>
    public async Task PlanForAllAsync() => await PlanAsync((await messenger.ReadAsync(null)).Select(m => m.To));

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        if (!await switches.IsOnAsync(Switches.Autoplay, otherwise: false) || (await residents.FindAsync(job.Id)).Facts is not { } resident)
        {
            return null;
        }

        return await TokenAsync(resident) is { } token && await play.VisitAsync(resident, token) ? NextSlot(resident.Nik) : null;
    }

    /// <summary>A slot's job has one row however often it is planned.</summary>
    private async Task PlanAsync(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Distinct(StringComparer.Ordinal))
        {
            if (await residents.FindByAddressAsync(address) is { } resident)
            {
                await jobs.PlanAsync(OutsideJob.Of(Kind, resident.Nik, NextSlot(resident.Nik), ""));
            }
        }
    }

    private DateTimeOffset NextSlot(string nik)
    {
        var now = clock.GetUtcNow();
        var minute = (int)(Dice.Hash(0, long.Parse(nik), 5) % Minutes);
        var today = Wib.StartOf(Wib.DateOf(now)).AddHours(FirstHour).AddMinutes(minute);
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>The resident's own token, made rather than asked for by code: logging in would spend a code that a person at the screen waits for.</summary>
    private async Task<string?> TokenAsync(Resident resident)
    {
        var (claims, index) = (services.GetRequiredService<Claims>(), services.GetRequiredService<BlindIndex>());
        var holder = await HolderAsync(claims, index, ClaimKinds.Email, Contact.Parse(resident.Email, null).Contact)
            ?? await HolderAsync(claims, index, ClaimKinds.Phone, Contact.Parse(null, resident.Phone).Contact);
        return holder is null ? null : services.GetRequiredService<AccessTokens>().Issue(holder).Token;
    }

    private static async ValueTask<string?> HolderAsync(Claims claims, BlindIndex index, string kind, Contact contact) => await claims.HolderAsync(kind, contact.Index(index));
}
