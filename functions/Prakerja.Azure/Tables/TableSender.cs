using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

/// <summary>Sends the actions of one commit once, and reads Azure's answer as the port's. A table that is not there yet is created.</summary>
internal sealed class TableSender(TableClient table)
{
    /// <returns>Azure's ETags (empty for deletes), or which action's condition did not hold.</returns>
    public async Task<CommitResult> SendAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        var left = Enumerable.Range(0, actions.Count).ToList();
        var etags = new string[actions.Count];
        Array.Fill(etags, "");
        while (left.Count > 0)
        {
            try
            {
                var sent = await SubmitAsync([.. left.Select(i => actions[i])], cancellation);
                left.Zip(sent).ToList().ForEach(pair => etags[pair.First] = pair.Second);
                break;
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
            {
                await table.CreateIfNotExistsAsync(cancellation);
            }
            catch (RequestFailedException refusal) when (ConflictOf(refusal) is not CommitConflict.None and var conflict)
            {
                var failed = left[IndexOf(refusal)];
                if (refusal.Status != 404 || actions[failed] is not { ActionType: TableTransactionActionType.Delete } delete || delete.ETag != ETag.All)
                {
                    return new CommitResult([], conflict, failed);
                }

                // Absent is fine to the port, but not to Azure's transactions.
                left.Remove(failed);
            }
        }

        return new CommitResult(etags);
    }

    /// <summary>The row as it lies there, or null.</summary>
    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    public Task RemoveAsync(string partition, string row, CancellationToken cancellation) =>
        table.DeleteEntityAsync(partition, row, ETag.All, cancellation);

    private static CommitConflict ConflictOf(RequestFailedException refusal) => refusal.Status switch
    {
        409 when refusal.ErrorCode == TableErrorCode.EntityAlreadyExists => CommitConflict.Exists,
        412 => CommitConflict.Changed,
        404 when refusal.ErrorCode == TableErrorCode.ResourceNotFound => CommitConflict.Changed,
        _ => CommitConflict.None,
    };

    private static int IndexOf(RequestFailedException refusal) =>
        refusal is TableTransactionFailedException { FailedTransactionActionIndex: { } index } ? index : 0;

    private async Task<IReadOnlyList<string>> SubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        if (actions is [var only])
        {
            return [ETagOf(await SubmitAsync(only, cancellation))];
        }

        var responses = await table.SubmitTransactionAsync(actions, cancellation);
        return [.. responses.Value.Select(ETagOf)];
    }

    /// <summary>A single write needs no transaction around it.</summary>
    private async Task<Response> SubmitAsync(TableTransactionAction action, CancellationToken cancellation) => action.ActionType switch
    {
        TableTransactionActionType.Add => await table.AddEntityAsync(action.Entity, cancellation),
        TableTransactionActionType.UpdateReplace => await table.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace, cancellation),
        TableTransactionActionType.UpsertReplace => await table.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace, cancellation),
        _ => await table.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag, cancellation),
    };

    private static string ETagOf(Response response) => response.Headers.ETag?.ToString() ?? "";
}
