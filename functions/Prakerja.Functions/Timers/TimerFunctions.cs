using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Timers;

/// <summary>What runs by the clock. Schedules are settings in UTC, whatever the time zone of the host; timers.json has their values.</summary>
public sealed class TimerFunctions(TimerRunner timers)
{
    [Function("audit-root")]
    public Task AuditRoot([TimerTrigger("%TimerAuditRoot%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("audit-root", durable, cancellation);

    [Function("bank-files-sweep")]
    public Task BankFilesSweep([TimerTrigger("%TimerBankFilesSweep%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("bank-files-sweep", durable, cancellation);

    [Function("batches")]
    public Task Batches([TimerTrigger("%TimerBatches%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("batches", durable, cancellation);

    [Function("due-dates")]
    public Task DueDates([TimerTrigger("%TimerDueDates%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("due-dates", durable, cancellation);

    [Function("ledger-audit")]
    public Task LedgerAudit([TimerTrigger("%TimerLedgerAudit%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("ledger-audit", durable, cancellation);

    [Function("listings")]
    public Task Listings([TimerTrigger("%TimerListings%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("listings", durable, cancellation);

    [Function("outbox-sweep")]
    public Task OutboxSweep([TimerTrigger("%TimerOutboxSweep%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("outbox-sweep", durable, cancellation);

    [Function("overdue-complaints")]
    public Task OverdueComplaints([TimerTrigger("%TimerOverdueComplaints%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("overdue-complaints", durable, cancellation);

    [Function("payout-cases")]
    public Task PayoutCases([TimerTrigger("%TimerPayoutCases%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("payout-cases", durable, cancellation);

    [Function("receipt-root")]
    public Task ReceiptRoot([TimerTrigger("%TimerReceiptRoot%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("receipt-root", durable, cancellation);

    [Function("nightly-reconciliation")]
    public Task NightlyReconciliation([TimerTrigger("%TimerNightlyReconciliation%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("nightly-reconciliation", durable, cancellation);

    [Function("settlements")]
    public Task Settlements([TimerTrigger("%TimerSettlements%", UseMonitor = true)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        timers.RunAsync("settlements", durable, cancellation);
}
