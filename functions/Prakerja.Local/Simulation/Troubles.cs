using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;

namespace Prakerja.Local.Simulation;

/// <summary>How much goes wrong in the outside world. Rates in thousandths of all people, each met by chance of the seed.</summary>
/// <param name="Students">Registered as pupils or students: refused.</param>
/// <param name="Officials">Registered as officials: refused.</param>
/// <param name="Faces">The selfie is not like the card: a person looks.</param>
/// <param name="Rejected">The bank rejects payments until the person has had it corrected.</param>
/// <param name="Lost">The bank does not answer for some days; what was sent to it is lost.</param>
/// <param name="Unanswered">The bank pays, but its answers never arrive.</param>
/// <param name="Slow">The bank pays two days later.</param>
public sealed record Troubles(int Students, int Officials, int Faces, int Rejected, int Lost, int Unanswered, int Slow)
{
    /// <summary>Assumed: no source gives any of these.</summary>
    public static Troubles Usual { get; } = new(Students: 10, Officials: 5, Faces: 10, Rejected: 4, Lost: 1, Unanswered: 1, Slow: 10);

    /// <summary>So much that a run of a few dozen people meets all of it.</summary>
    public static Troubles Harsh { get; } = new(Students: 60, Officials: 60, Faces: 150, Rejected: 150, Lost: 150, Unanswered: 100, Slow: 150);

    internal ResidentChange? ChangeOf(Dice dice)
    {
        var fate = dice.Next(1000);
        return fate < Students ? ResidentChange.None with { Student = true }
            : fate < Students + Officials ? ResidentChange.None with { Official = true }
            : fate < Students + Officials + Faces ? ResidentChange.None with { FaceScore = 40 }
            : null;
    }

    internal PaymentBehaviour BehaviourOf(Dice dice)
    {
        var fate = dice.Next(1000);
        return fate < Rejected ? PaymentBehaviour.Reject
            : fate < Rejected + Lost ? PaymentBehaviour.NoReply
            : fate < Rejected + Lost + Unanswered ? PaymentBehaviour.NoReplyButPaid
            : fate < Rejected + Lost + Unanswered + Slow ? PaymentBehaviour.Slow
            : PaymentBehaviour.Pay;
    }
}

/// <summary>All registries are away for a day of the second week: from the evening on which the second batch closes.</summary>
internal sealed class RegistryOutage(SimulationWorld world, Switches switches, DateTimeOffset beginning)
{
    public DateTimeOffset From { get; } = beginning.AddDays(10).AddHours(12);

    public DateTimeOffset Until => From.AddDays(1);

    public async Task HappenAsync()
    {
        await world.Agenda.UntilAsync(From);
        await switches.SetAsync(Switches.Registry, false);
        await world.Agenda.UntilAsync(Until);
        await switches.SetAsync(Switches.Registry, true);
    }
}
