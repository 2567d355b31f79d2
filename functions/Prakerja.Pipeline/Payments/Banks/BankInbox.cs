using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>What a partner sent as a file and is not applied yet.</summary>
/// <param name="Id">Hash of the bytes: the same file is one message, however often it comes.</param>
/// <param name="Kind">One of <see cref="IsoNames"/>, or <see cref="BankInbox.Lines"/>.</param>
public sealed record BankMessage(string Id, string Kind, DateTimeOffset At, byte[] WrappedKey, DateTimeOffset? AppliedAt = null, string? Fault = null);

/// <summary>
/// Keeps files that came in, sealed, and applies them one after the other, out of the sender's request: a file may hold thousands of outcomes. One that broke
/// off half-way is applied again from its start, which changes nothing that is done. One that cannot be applied is set aside with a case, and tried again when
/// it is sent again.
/// </summary>
public sealed class BankInbox(
    ITableStore tables, BankFileStore files, BankMessages messages, PayoutCases cases, IShardSignals signals, IRandomSource random, TimeProvider clock,
    ILogger<BankInbox> log)
{
    /// <summary>Kind of a statement as JSON lines.</summary>
    public const string Lines = "lines";

    /// <summary>What a case about a file that was set aside is called.</summary>
    public const string FailedCase = "message-failed";

    /// <summary>Durable when it completes; a file that came before changes nothing, unless it was set aside.</summary>
    public async Task StoreAsync(string provider, string kind, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var id = ShortHash.Of(bytes.Span);
        var known = await tables.GetAsync(BankKeys.Table, provider, BankKeys.Message(id), cancellation);
        if (known is null || PipelineJson.Read<BankMessage>(known.Body).Fault is not null)
        {
            var message = new BankMessage(id, kind, clock.GetUtcNow(), await files.NewKeyAsync(random));
            var body = PipelineJson.Write(message);
            await files.PutAsync(NameOf(provider, message), message.WrappedKey, bytes.ToArray(), cancellation);
            TableWrite write = known is null ? new TableWrite.Insert(BankKeys.Message(id), body) : new TableWrite.Replace(BankKeys.Message(id), body, known.ETag);
            await tables.CommitAsync(BankKeys.Table, provider, [write, new TableWrite.Insert(BankKeys.Inbox(message.At, id), body)], cancellation);
        }

        await signals.SignalAsync(BankFiles.QueueName, provider, cancellation);
    }

    public async Task ApplyAsync(string provider, CancellationToken cancellation)
    {
        await foreach (var row in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(BankKeys.InboxPrefix), pageSize: 50, cancellation))
        {
            var message = PipelineJson.Read<BankMessage>(row.Body);
            string? fault = null;
            try
            {
                var bytes = await files.OpenAsync(NameOf(provider, message), message.WrappedKey, cancellation) ?? throw new InvalidOperationException("The message is gone.");
                await messages.ApplyAsync(provider, message.Kind, bytes);
            }
            catch (Exception e) when (DeadLetters.IsFault(e))
            {
                // Set aside, kept, and shown by its row: another try would end the same, and what came after it must not wait.
                fault = e.GetType().Name;
                Log.BankMessageFailed(log, provider, message.Id, new SafeException(e));
            }

            await NoteAsync(provider, message.Id, fault);
            var applied = message with { AppliedAt = clock.GetUtcNow(), Fault = fault };
            await tables.CommitAsync(
                BankKeys.Table, provider, [new TableWrite.Upsert(BankKeys.Message(message.Id), PipelineJson.Write(applied)), new TableWrite.Delete(row.Row)], cancellation);
        }
    }

    /// <summary>People see what was set aside; once it could be applied there is nothing for them to do.</summary>
    private Task NoteAsync(string provider, string id, string? fault) => fault is null
        ? cases.CloseAsync(CaseKinds.File, $"{provider}-{id}") : cases.OpenAsync(CaseKinds.File, FailedCase, $"{provider}-{id}", id, null, 0);

    /// <summary>With the time of its row: two that store the same at once do not overwrite what the other's row can open.</summary>
    private static string NameOf(string provider, BankMessage message) => $"in/{provider}/{message.Id}-{ShortHash.Of(message.WrappedKey)}";
}
