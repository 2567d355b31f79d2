namespace Prakerja.Local.PayoutSimulation;

/// <summary>The life of one simulated process: after its crash nothing that it calls is answered any more, as if it had been killed.</summary>
internal sealed class HostLife(StepWatch watch)
{
    private readonly TaskCompletionSource crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the crash.</summary>
    public Task Crashed => crash.Task;

    public bool IsOver => crash.Task.IsCompleted;

    /// <summary>Takes a step that lasts, unless the process dies before it; its answer is lost if it dies right after.</summary>
    public Task<T> StepAsync<T>(StepSubject subject, Func<Task<T>> take)
    {
        if (IsOver)
        {
            return Never<T>();
        }

        switch (watch.Next(subject))
        {
            case CrashMoment.Before:
                crash.TrySetResult();
                return Never<T>();
            case CrashMoment.After:
                return LastAsync(take);
            default:
                return take();
        }
    }

    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    /// <summary>The process ends here by the will of the simulation.</summary>
    public void End() => crash.TrySetResult();

    private async Task<T> LastAsync<T>(Func<Task<T>> take)
    {
        await take();
        crash.TrySetResult();
        return await Never<T>();
    }
}
