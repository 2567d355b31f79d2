using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Prakerja.Pipeline;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>Constants as sources write them: literals, constants of the pipeline, members of enums.</summary>
internal static class Values
{
    public static string Of(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type, Name: var member } => Constant(type.Identifier.Text, member.Identifier.Text) ?? expression.ToString(),
        _ => expression.ToString(),
    };

    private static string? Constant(string type, string member) => typeof(PipelineServices).Assembly.GetExportedTypes().SingleOrDefault(t => t.Name == type)?
        .GetField(member, BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field ? (string)field.GetRawConstantValue()! : null;
}
