namespace Prakerja.Engine;

/// <summary>Workflow code asked for something else than its history says, or awaited something that its context did not give.</summary>
public sealed class NonDeterministicWorkflowException : Exception
{
    public NonDeterministicWorkflowException() { }

    public NonDeterministicWorkflowException(string message) : base(message) { }

    public NonDeterministicWorkflowException(string message, Exception inner) : base(message, inner) { }
}
