namespace Prakerja.Embedded.Sqlite;

internal abstract class WriteItem
{
    public abstract void Run(SqliteWriter writer);

    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

internal sealed class WriteItem<T>(Func<SqliteWriter, T> work) : WriteItem
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;
    private Exception? failure;

    public Task<T> Task => done.Task;

    public override void Run(SqliteWriter writer) => result = work(writer);

    public override void Complete()
    {
        if (failure is null)
        {
            done.SetResult(result);
        }
        else
        {
            done.SetException(failure);
        }
    }

    public override void Fail(Exception failure) => this.failure = failure;
}
