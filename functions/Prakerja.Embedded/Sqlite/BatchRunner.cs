namespace Prakerja.Embedded.Sqlite;

/// <summary>Runs work items in one transaction with one commit; an item that throws fails alone.</summary>
internal sealed class BatchRunner(SqliteWriter writer)
{
    public void Run(IReadOnlyList<WriteItem> items)
    {
        try
        {
            if (!TryTogether(items))
            {
                Apart(items);
            }
        }
        catch (Exception failure)
        {
            // The transaction itself failed (disk full, I/O error): nothing of the batch was written, and each caller is told.
            RollBack();
            foreach (var item in items)
            {
                item.Fail(failure);
            }
        }

        foreach (var item in items)
        {
            item.Complete();
        }
    }

    private bool TryTogether(IReadOnlyList<WriteItem> items)
    {
        writer.Run("BEGIN IMMEDIATE");
        foreach (var item in items)
        {
            if (Attempt(item) is not null)
            {
                RollBack();
                return false;
            }
        }

        writer.Run("COMMIT");
        return true;
    }

    private void Apart(IReadOnlyList<WriteItem> items)
    {
        writer.Run("BEGIN IMMEDIATE");
        foreach (var item in items)
        {
            writer.Run("SAVEPOINT item");
            if (Attempt(item) is { } failure)
            {
                writer.Run("ROLLBACK TO item");
                item.Fail(failure);
            }

            writer.Run("RELEASE item");
        }

        writer.Run("COMMIT");
    }

    private Exception? Attempt(WriteItem item)
    {
        try
        {
            item.Run(writer);
            return null;
        }
        catch (Exception failure) when (writer.InTransaction)
        {
            return failure;
        }
    }

    private void RollBack()
    {
        if (writer.InTransaction)
        {
            writer.Run("ROLLBACK");
        }
    }
}
