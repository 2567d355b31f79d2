using System.Globalization;
using System.Text;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

/// <summary>
/// Draws over skewed populations, each with a seed, tickets and order of joining of its own: given regency and group, being selected among the kept depends
/// neither on when somebody joined nor on the place in the file, which is the order of tickets; and which member a household keeps does not depend on who
/// joined first. Chi-square, p > 0.001; draws that favour somebody in one draw of five are caught by the same tests.
/// 2,000 draws in the suite, all with PRAKERJA_FAIRNESS_DRAWS=10000.
/// </summary>
public sealed class PopulationFairnessTests
{
    private const int Deciles = 10;
    private const int BiasedDraws = 1000;
    private static readonly int Draws = int.Parse(Environment.GetEnvironmentVariable("PRAKERJA_FAIRNESS_DRAWS") ?? "2000", CultureInfo.InvariantCulture);

    /// <summary>Upper tail 0.001 of chi-square with 3 degrees of freedom: first to fourth member.</summary>
    private const double ThreeDegrees = 16.266;

    [Fact]
    public void Draw_OverManySeeds_DependsOnNeitherArrivalNorFileOrderNorMember()
    {
        var (arrival, file, member) = Measure(Draws, (people, draw) => Encoding.ASCII.GetString(
            DrawComputation.Run(Read(people), SkewedPopulation.Rules, Hash256.Of(BitConverter.GetBytes(draw))).ToBytes()));

        Assert.InRange(arrival, 0, LabelTest.NineDegrees);
        Assert.InRange(file, 0, LabelTest.NineDegrees);
        Assert.InRange(member, 0, ThreeDegrees);
    }

    [Fact]
    public void Draw_FavouringWhoJoinedEarly_IsCaught() =>
        Assert.True(Biased((person, _) => person.Arrival == 0).Arrival > LabelTest.NineDegrees);

    [Fact]
    public void Draw_FavouringTheTopOfTheFile_IsCaught() =>
        Assert.True(Biased((_, place) => place < 24).File > LabelTest.NineDegrees);

    [Fact]
    public void Draw_FavouringTheFirstOfAHousehold_IsCaught() =>
        Assert.True(Biased((person, _) => person.Member == 0).Member > ThreeDegrees);

    private static (double Arrival, double File, double Member) Biased(Func<Person, int, bool> favoured)
    {
        var places = SkewedPopulation.Rules.Places.ToDictionary(p => p.Key.ToString(), p => p.Value);
        return Measure(BiasedDraws, (people, draw) =>
        {
            var favourites = people.Index().Where(p => draw % 5 == 0 && favoured(p.Item, p.Index)).Select(p => p.Item.Ticket).ToHashSet(StringComparer.Ordinal);
            return new NaiveDraw([], places, 5)
            {
                Score = ticket => (favourites.Contains(ticket) ? "" : "f") + Hash256.Of(Encoding.ASCII.GetBytes($"{draw}/{ticket}")),
            }.Run([.. people.Select(person => person.Line)]);
        });
    }

    private static (double Arrival, double File, double Member) Measure(int draws, Func<Person[], int, string> run)
    {
        var (arrival, file, member) = (new LabelTest(Deciles), new LabelTest(Deciles), new LabelTest(4));
        for (var draw = 0; draw < draws; draw++)
        {
            var people = SkewedPopulation.Make(draw);
            var outcomes = run(people, draw).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[1]).ToArray();
            var drawn = people.Select((person, at) => (person, File: at * Deciles / people.Length, Selected: outcomes[at] == "selected", Kept: outcomes[at] != "household")).ToArray();
            foreach (var stratum in drawn.Where(d => d.Kept).GroupBy(d => (d.person.Entry.Regency, d.person.Entry.Group)))
            {
                Add(arrival, Deciles, stratum, d => d.person.Arrival, d => d.Selected);
                Add(file, Deciles, stratum, d => d.File, d => d.Selected);
            }

            // Within a household chances are equal in a group: members of other groups go before or after.
            foreach (var family in drawn.GroupBy(d => (d.person.Entry.Household, d.person.Entry.Group)))
            {
                Add(member, 4, family, d => d.person.Member, d => d.Kept);
            }
        }

        return (arrival.ChiSquare(), file.ChiSquare(), member.ChiSquare());
    }

    private static void Add<T>(LabelTest test, int labels, IEnumerable<T> stratum, Func<T, int> label, Func<T, bool> isChosen)
    {
        Span<int> members = stackalloc int[labels];
        Span<int> chosen = stackalloc int[labels];
        foreach (var one in stratum)
        {
            members[label(one)]++;
            chosen[label(one)] += isChosen(one) ? 1 : 0;
        }

        test.Add(members, chosen);
    }

    private static DrawEntries Read(Person[] people)
    {
        var lines = string.Concat(people.Select(person => person.Line + "\n"));
        return Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(Encoding.ASCII.GetBytes(lines))).Entries;
    }
}
