using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>Every function of the Azure head, read from its sources.</summary>
public static class FunctionSources
{
    public static IReadOnlyList<BoundFunction> All { get; } = [.. Methods()];

    public static IReadOnlyList<BoundFunction> With(string trigger) => [.. All.Where(f => f.Trigger == trigger)];

    private static IEnumerable<BoundFunction> Methods() =>
        from file in Directory.EnumerateFiles(Repository.PathOf("functions", "Prakerja.Functions"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from method in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        from function in method.AttributeLists.SelectMany(l => l.Attributes).Where(a => a.Name.ToString() == "Function")
        select BoundFunction.Of(method, function);
}
