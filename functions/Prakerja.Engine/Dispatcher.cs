namespace Prakerja.Engine;

/// <summary>Queues work first-in-first-out: on a synchronisation context, or on the thread pool.</summary>
internal sealed class Dispatcher(SynchronizationContext? context)
{
    public void Post(IThreadPoolWorkItem item)
    {
        if (context is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
        else
        {
            context.Post(static state => ((IThreadPoolWorkItem)state!).Execute(), item);
        }
    }
}
