namespace Prakerja.Engine.Instances;

/// <summary>What the workflow's code does through its context.</summary>
internal sealed partial class WorkflowRun
{
    public void EnsureStepping()
    {
        if (!stepContext.IsStepping)
        {
            stepContext.Stray();
            throw new NonDeterministicWorkflowException($"Instance '{Header.Id}' used its context outside of its own steps.");
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    public int NextCommand()
    {
        EnsureStepping();
        return Commands.Count;
    }

    public void Issue(Command command, string fingerprint)
    {
        try
        {
            Commands.Issue(command, fingerprint, Now);
        }
        catch (NonDeterministicWorkflowException mismatch)
        {
            fault = mismatch;
            throw;
        }
    }

    /// <summary>An outcome that needs no entry of its own: it follows from the history.</summary>
    public void Answer(Command command, ReadOnlyMemory<byte> payload)
    {
        Commands.Close(command.Index);
        command.Complete(payload);
    }

    public void Await(Command wait)
    {
        if (mailbox.Await(wait) is { } raised)
        {
            Answer(wait, raised.Payload.Bytes);
        }
        else if (wait.Due <= Now)
        {
            mailbox.GiveUp(wait);
            Answer(wait, default);
        }
    }
}
