namespace Prakerja.Engine.Instances;

/// <summary>
/// Current while a workflow's code runs: keeps every continuation inside the engine's step. What is posted from elsewhere comes
/// from awaiting something that the workflow's context did not give.
/// </summary>
internal sealed class StepContext(Action strayed) : SynchronizationContext
{
    private Queue<(SendOrPostCallback Callback, object? State)>? posted;
    private Thread? stepping;

    /// <summary>Something outside tried to continue the workflow.</summary>
    public bool Strayed { get; private set; }

    public bool IsStepping => stepping == Thread.CurrentThread;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsStepping)
        {
            (posted ??= new()).Enqueue((d, state));
        }
        else
        {
            Stray();
        }
    }

    /// <summary>The workflow was continued, or its context used, outside of a step.</summary>
    public void Stray()
    {
        Strayed = true;
        strayed();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A workflow cannot be sent work.");

    public override SynchronizationContext CreateCopy() => this;

    public void Run(Action step)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        stepping = Thread.CurrentThread;
        try
        {
            step();
            while (posted is not null && posted.TryDequeue(out var work))
            {
                work.Callback(work.State);
            }
        }
        finally
        {
            stepping = null;
            SetSynchronizationContext(outer);
        }
    }
}
