using System.Globalization;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Budgets;

/// <summary>Refusals that name the figures, in whole Rupiah.</summary>
public static class BudgetProblems
{
    /// <summary>New places do not fit.</summary>
    public static Problem Exceeded(BudgetFigures figures, long needed)
    {
        var problem = With(figures, new Problem(409, "budget-exceeded", new("Anggaran tidak cukup", "The budget does not suffice"), new(
            $"Tempat baru memerlukan Rp {Text(needed)}; terikat Rp {Text(figures.Bound)} dari Rp {Text(figures.Spendable)}, tersisa Rp {Text(figures.Left)}.",
            $"The new places need Rp {Text(needed)}; Rp {Text(figures.Bound)} of Rp {Text(figures.Spendable)} are committed, Rp {Text(figures.Left)} are left.")));
        problem.Extensions!["needed"] = needed;
        return problem;
    }

    /// <summary>A cut below what is promised already.</summary>
    public static Problem BelowCommitted(BudgetFigures figures) => With(figures, new Problem(
        409, "budget-below-committed", new("Anggaran di bawah yang terikat", "The budget is below what is committed"),
        new($"Rp {Text(figures.Bound)} sudah terikat.", $"Rp {Text(figures.Bound)} are committed already.")));

    private static Problem With(BudgetFigures figures, Problem problem) => problem with
    {
        Extensions = new JsonObject { ["budget"] = figures.Spendable, ["committed"] = figures.Bound, ["left"] = figures.Left },
    };

    private static string Text(long amount) => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}
