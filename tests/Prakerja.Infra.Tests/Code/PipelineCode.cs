using System.Text.RegularExpressions;
using Prakerja.Pipeline;

namespace Prakerja.Infra.Tests.Code;

/// <summary>What the pipeline's own code says about itself.</summary>
internal static class PipelineCode
{
    /// <summary>One of each discovered kind. Only names and schedules are asked of them, so that they need no services.</summary>
    public static IEnumerable<T> All<T>() =>
        typeof(PipelineServices).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)))
            .Select(t => (T)t.GetConstructors()[0].Invoke(new object?[t.GetConstructors()[0].GetParameters().Length]));

    /// <summary>Every string literal that a pattern's group <c>name</c> captures in the sources of the projects.</summary>
    public static SortedSet<string> Literals(Regex pattern, params string[] projects) => new(
        projects.SelectMany(Repository.Sources).SelectMany(f => pattern.Matches(File.ReadAllText(f))).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);
}
