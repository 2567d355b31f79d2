namespace Prakerja.Engine.Instances;

/// <summary>Running the workflow's code, and only inside the engine's steps.</summary>
internal sealed partial class WorkflowRun
{
    private void Step(Action step)
    {
        Guard(() => stepContext.Run(step));
        FailIfStrayed();
    }

    /// <summary>A run that is neither ended nor waiting on its context would hang for ever.</summary>
    public void FailIfStrayed()
    {
        if (!HasEnded && (stepContext.Strayed || Commands.Open.Count == 0))
        {
            fault = new NonDeterministicWorkflowException(
                $"Instance '{Header.Id}' awaits something that its context did not give, after command {Commands.Count - 1}; it would wait for ever.");
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (NonDeterministicWorkflowException mismatch)
        {
            fault ??= mismatch;
        }
    }
}
