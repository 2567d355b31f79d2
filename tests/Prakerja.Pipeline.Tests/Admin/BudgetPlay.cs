using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Admin;

/// <summary>What finance does with a year's budget.</summary>
internal static class BudgetPlay
{
    public static Task<Answer> AsFinanceAsync(this PipelineHarness harness, string name, string method, string path, object? body = null) =>
        harness.AsStaffAsync(Access.Finance, name, method, path, body);

    /// <summary>Proposed by one, approved by another.</summary>
    public static async Task BudgetAsync(this PipelineHarness harness, long amount, int year = 2026, string? from = null)
    {
        var proposed = await harness.AsFinanceAsync("fitri", "PUT", $"/api/admin/budgets/{year}", new { amount, from, reason = "Perpres" });
        Assert.True(proposed.Status == 202, proposed.Text);
        var approved = await harness.AsFinanceAsync("gita", "POST", $"/api/admin/budgets/{year}/proposals/{proposed.Json["proposal"]!["proposal"]}/approval");
        Assert.True(approved.Status == 200, approved.Text);
    }
}
