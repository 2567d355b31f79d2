using System.Globalization;

namespace Prakerja.Benchmarks.Batch;

/// <param name="Candidates">How many are in the batch.</param>
/// <param name="Kills">How often the host is killed (-9) on the way from closing to the last award.</param>
/// <param name="Seed">Of the candidates and of the instants of the kills.</param>
internal sealed record BatchOptions(int Candidates, int Kills, int Seed)
{
    /// <summary>Every so many candidates become officials before the batch closes: never among the entries.</summary>
    public const int OfficialBeforeClosing = 211;

    /// <summary>Every so many become officials once the draw is made: their places go to reserves.</summary>
    public const int OfficialAfterDraw = 97;

    public const int Reserves = 40;

    public static BatchOptions Parse(string[] args) => new(Number(args, "--candidates", 20_000), Number(args, "--kills", 5), Number(args, "--seed", 1));

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
