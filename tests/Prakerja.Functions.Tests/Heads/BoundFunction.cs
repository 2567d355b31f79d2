using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>A method with a [Function] attribute, as its source says.</summary>
/// <param name="Trigger">The attribute that ends in Trigger, without that ending.</param>
/// <param name="Arguments">Values of the trigger's positional arguments.</param>
/// <param name="Settings">Values of its named arguments.</param>
/// <param name="Runs">The name that the body hands on; null if it hands on none.</param>
/// <param name="Statements">In the body, nested ones included; an expression is one.</param>
public sealed record BoundFunction(
    string Name, string Trigger, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Settings, bool HasDurableClient, string? Runs, int Statements)
{
    public static BoundFunction Of(MethodDeclarationSyntax method, AttributeSyntax function)
    {
        var attributes = method.ParameterList.Parameters.SelectMany(p => p.AttributeLists).SelectMany(l => l.Attributes).ToArray();
        var trigger = attributes.Single(a => a.Name.ToString().EndsWith("Trigger", StringComparison.Ordinal));
        var arguments = trigger.ArgumentList?.Arguments.ToArray() ?? [];
        return new BoundFunction(
            Values.Of(function.ArgumentList!.Arguments.Single().Expression), trigger.Name.ToString()[..^"Trigger".Length],
            [.. arguments.Where(a => a.NameEquals is null).Select(a => Values.Of(a.Expression))],
            arguments.Where(a => a.NameEquals is not null).ToDictionary(a => a.NameEquals!.Name.ToString(), a => Values.Of(a.Expression), StringComparer.Ordinal),
            attributes.Any(a => a.Name.ToString() == "DurableClient"), RunsOf(method), StatementsOf(method));
    }

    private static string? RunsOf(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<InvocationExpressionSyntax>().Single().ArgumentList.Arguments is [{ Expression: var first }, _, ..] ? Values.Of(first) : null;

    private static int StatementsOf(MethodDeclarationSyntax method) =>
        method.Body is { } body ? body.DescendantNodes().OfType<StatementSyntax>().Count() : 1;
}
