namespace Prakerja.Local.Commands;

/// <summary>What a verification found, in plain words.</summary>
internal sealed class VerifyReport
{
    private readonly List<string> confirmed = [];
    private readonly List<(string File, string Problem)> failures = [];
    private readonly List<string> notChecked = [];

    public IReadOnlyList<string> Confirmed => confirmed;

    /// <summary>The file that is wrong, and which field or line of it.</summary>
    public IReadOnlyList<(string File, string Problem)> Failures => failures;

    public IReadOnlyList<string> Unchecked => notChecked;

    public bool Holds => failures.Count == 0;

    public void Confirm(string fact) => confirmed.Add(fact);

    public void Fail(string file, string problem) => failures.Add((file, problem));

    public void CouldNotCheck(string fact) => notChecked.Add(fact);

    /// <summary>Confirms or fails, and says which.</summary>
    public bool Check(bool holds, string fact, string file, string problem)
    {
        if (holds)
        {
            Confirm(fact);
        }
        else
        {
            Fail(file, problem);
        }

        return holds;
    }

    public void WriteTo(TextWriter output)
    {
        confirmed.ForEach(fact => output.WriteLine($"checked            {fact}"));
        notChecked.ForEach(fact => output.WriteLine($"could not check    {fact}"));
        failures.ForEach(failure => output.WriteLine($"WRONG              {failure.File}: {failure.Problem}"));
        output.WriteLine(Holds ? "The draw holds." : "The draw does NOT hold.");
    }
}
