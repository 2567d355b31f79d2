using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Ledger, payouts and statements, for finance and auditors.</summary>
public sealed class AdminMoneyFunctions(HttpRunner http)
{
    [Function("list-approvals")]
    public Task<IResult> ListApprovals([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/approvals")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-approvals", request, durable);

    [Function("ledger-entries")]
    public Task<IResult> LedgerEntries([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/ledger/entries")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("ledger-entries", request, durable);

    [Function("ledger-balances")]
    public Task<IResult> LedgerBalances([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/ledger/balances")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("ledger-balances", request, durable);

    [Function("ledger-audits")]
    public Task<IResult> LedgerAudits([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/ledger/audit")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("ledger-audits", request, durable);

    [Function("ledger-journal")]
    public Task<IResult> LedgerJournal([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/ledger/journal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("ledger-journal", request, durable);

    [Function("list-payout-cases")]
    public Task<IResult> ListPayoutCases([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/payouts")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-payout-cases", request, durable);

    [Function("get-reconciliation")]
    public Task<IResult> GetReconciliation([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/reconciliation")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-reconciliation", request, durable);

    [Function("propose-day-close")]
    public Task<IResult> ProposeDayClose([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/reconciliation/{day}/close")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-day-close", request, durable);

    [Function("approve-day-close")]
    public Task<IResult> ApproveDayClose([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/reconciliation/{day}/close/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-day-close", request, durable);

    [Function("post-statement")]
    public Task<IResult> PostStatement([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/statements")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("post-statement", request, durable);

    [Function("get-budget")]
    public Task<IResult> GetBudget([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/budgets/{year}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-budget", request, durable);

    [Function("propose-budget")]
    public Task<IResult> ProposeBudget([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/admin/budgets/{year}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-budget", request, durable);

    [Function("approve-budget")]
    public Task<IResult> ApproveBudget([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/budgets/{year}/proposals/{proposal}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-budget", request, durable);
}
