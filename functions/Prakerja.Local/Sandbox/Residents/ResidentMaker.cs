using Prakerja.Domain;
using Prakerja.Domain.People;
using Prakerja.Domain.Regions;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>Makes up one coherent, eligible resident from a seed, an index and a unique number.</summary>
internal static class ResidentMaker
{
    private static readonly string[] Consents = ["data-processing", "registry-check", "survey"];
    private static readonly string[] Schools = ["sd", "smp", "sma", "sma", "smk", "smk", "d3", "s1", "s1"];
    private static readonly string[] Wallets = ["ovo", "gopay", "linkaja", "dana"];
    private static readonly string[] Banks = ["bni", "bca"];
    private static readonly Employment[] Employments = Enum.GetValues<Employment>();

    public static Resident Make(long seed, int index, ResidentNumber number, ResidentNumber headNumber, Household household, int year)
    {
        var dice = new Dice(seed, index, 3);
        var home = household.Home;
        var born = new DateOnly(number.BirthYear(year), number.Month, number.Day);
        var registered = dice.Percent(10) ? RegencyWeights.Pick(dice) : home;
        var name = Names.Full(dice, number.Female);
        var employment = dice.Pick(Employments);
        var profile = new ProfileRequest(
            name, PlaceOf(registered), born, number.Female ? "female" : "male", Names.Maiden(dice), household.Address, home.Code, dice.Pick(Schools),
            employment.Word(), employment is Employment.LaidOff or Employment.Furloughed || dice.Percent(20), household.Village, dice.Percent(3));
        var wage = employment == Employment.Worker ? (dice.Next(41) * 50_000L) + 1_500_000 : 0;
        return new Resident(
            NikOf(registered, born, number), household.CardNumber(headNumber), EmailOf(name, number), number.Phone, profile,
            new DeclarationRequest(false, "none", false, wage, Consents, true), Accounts(dice, number));
    }

    private static string NikOf(Regency registered, DateOnly born, ResidentNumber number) =>
        $"{registered.Code.Replace(".", "", StringComparison.Ordinal)}{number.District:D2}{born.Day + (number.Female ? 40 : 0):D2}{born.Month:D2}{born.Year % 100:D2}{number.Serial:D4}";

    /// <summary>In a domain that is reserved for examples (RFC 2606): nothing sent to it ever reaches a person.</summary>
    private static string EmailOf(string name, ResidentNumber number) =>
        $"{name.ToLowerInvariant().Replace(' ', '.')}.{number.Value}@warga.example";

    private static string PlaceOf(Regency regency) => regency.Name[(regency.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static List<ResidentAccount> Accounts(Dice dice, ResidentNumber number)
    {
        var wallet = new ResidentAccount(dice.Pick(Wallets), number.Phone);
        var bank = new ResidentAccount(dice.Pick(Banks), number.BankAccount);
        return dice.Next(3) switch { 0 => [wallet], 1 => [bank], _ => [wallet, bank] };
    }
}
