namespace Prakerja.Engine.Instances;

/// <summary>How a run ended.</summary>
internal abstract record RunResult
{
    public sealed record Completed(byte[] Output) : RunResult;

    public sealed record ContinuedAsNew(byte[] Input) : RunResult;

    public sealed record Failed(string Error, bool NonDeterministic) : RunResult;
}
