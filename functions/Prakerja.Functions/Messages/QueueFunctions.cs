using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Functions.Messages;

/// <summary>One function for each queue, so that each is scaled by its own length: a burst of registrations does not hold up messages.</summary>
public sealed class QueueFunctions(MessageRunner messages)
{
    private const string Connection = "ServiceBus";

    /// <summary>Accepted registrations become accounts, shard by shard, before any orchestration starts.</summary>
    [Function("registrations")]
    public Task Registrations(
        [ServiceBusTrigger(RegistrationIntake.QueueName, Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        messages.RunAsync(RegistrationIntake.QueueName, message, actions, durable, cancellation);

    /// <summary>Files to and from banks, bank by bank.</summary>
    [Function("bank-files")]
    public Task FilesOfBanks(
        [ServiceBusTrigger(BankFiles.QueueName, Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        messages.RunAsync(BankFiles.QueueName, message, actions, durable, cancellation);

    /// <summary>Notifications: what lies in a shard's outbox is handed to the e-mail and SMS gateways.</summary>
    [Function("outbox")]
    public Task Notifications(
        [ServiceBusTrigger(Outbox.Queue, Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        messages.RunAsync(Outbox.Queue, message, actions, durable, cancellation);
}
