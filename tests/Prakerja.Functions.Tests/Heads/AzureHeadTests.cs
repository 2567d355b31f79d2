using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>Everything the pipeline offers is bound by the Azure head, once and as offered, and nothing else is.</summary>
public sealed class AzureHeadTests(OfferedPipeline pipeline) : IClassFixture<OfferedPipeline>
{
    private const string UnknownRoute = "zz-unknown-route";

    /// <summary>What only the head has: the page that checks a draw and blobs by read links, which the local head serves too, and what answers everything else.</summary>
    private static readonly string[] Own = ["blob-link", "draw-page", "finance-page", UnknownRoute];

    [Fact]
    public void Functions_OfAllKinds_HaveNamesOfTheirOwn() =>
        Assert.Equal(FunctionSources.All.Count, FunctionSources.All.Select(f => f.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Functions_Bodies_AreOneOrTwoStatements() => Assert.All(FunctionSources.All, f => Assert.InRange(f.Statements, 1, 2));

    [Fact]
    public void Functions_Triggers_AreKnownHere() =>
        Assert.All(FunctionSources.All, f => Assert.Contains(f.Trigger, (string[])["Http", "Timer", "ServiceBus", "Orchestration", "Activity"]));

    [Fact]
    public void Functions_ThatMayWakeAWorkflow_HaveTheDurableClient() =>
        Assert.All(FunctionSources.All, f => Assert.Equal(f.Trigger != "Orchestration" && !Own.Contains(f.Name), f.HasDurableClient));

    [Fact]
    public void Endpoints_AreBound_WithTheirMethodsAndRoutes()
    {
        var bound = FunctionSources.With("Http").Where(f => !Own.Contains(f.Name)).ToArray();

        Same(pipeline.Endpoints.Select(Expected), bound.Select(Actual));
        Assert.All(bound, f => Assert.Equal(f.Name, f.Runs));
    }

    [Fact]
    public void HttpFunctions_Authorisation_IsThePipelines() =>
        Assert.All(FunctionSources.With("Http"), f => Assert.Equal("AuthorizationLevel.Anonymous", f.Arguments[0]));

    [Fact]
    public void UnknownRoutes_ComeAfterAllOthers_SinceTheHostTriesRoutesByName()
    {
        var catchAll = FunctionSources.With("Http").MaxBy(f => f.Name, StringComparer.OrdinalIgnoreCase)!;

        Assert.Equal((UnknownRoute, "{*path}"), (catchAll.Name, catchAll.Settings["Route"]));
    }

    [Fact]
    public void Routes_OfOneMethod_DoNotOverlap_SinceTheHostWouldTakeTheFirstByName()
    {
        var overlapping =
            from first in pipeline.Endpoints
            from second in pipeline.Endpoints
            where first.Method == second.Method && string.CompareOrdinal(first.Name, second.Name) < 0 && Overlap(first.Route, second.Route)
            select $"{first.Method} {first.Route} {second.Route}";

        Assert.Empty(overlapping);
    }

    [Fact]
    public void Timers_AreBound_EachToItsSetting()
    {
        var bound = FunctionSources.With("Timer");

        Same(pipeline.Timers.Select(t => $"{t.Name} %{TimerSettings.NameOf(t.Name)}%"), bound.Select(f => $"{f.Name} {f.Arguments[0]}"));
        Assert.All(bound, f => Assert.Equal((f.Name, "true", false), (f.Runs, f.Settings["UseMonitor"], f.Settings.ContainsKey("RunOnStartup"))));
    }

    [Fact]
    public void Queues_AreBound_AndSettledByUs()
    {
        var bound = FunctionSources.With("ServiceBus");

        Same(pipeline.Queues, bound.Select(f => f.Arguments[0]));
        Assert.All(bound, f => Assert.Equal((f.Name, f.Arguments[0], "false"), (f.Arguments[0], f.Runs, f.Settings["AutoCompleteMessages"])));
    }

    [Fact]
    public void Workflows_AreBound_OneOrchestratorForAllVersions() =>
        Same(pipeline.Catalog.Workflows.Select(w => w.Name).Distinct(), FunctionSources.With("Orchestration").Select(f => f.Name));

    [Fact]
    public void Activities_AreBound()
    {
        var bound = FunctionSources.With("Activity");

        Same(pipeline.Catalog.Activities.Select(a => a.Name), bound.Select(f => f.Name));
        Assert.All(bound, f => Assert.Equal(f.Name, f.Runs));
    }

    private static void Same(IEnumerable<string> offered, IEnumerable<string> bound)
    {
        var (wanted, found) = (offered.ToArray(), bound.ToArray());
        var differences = wanted.Except(found).Select(w => $"not bound: {w}").Concat(found.Except(wanted).Select(f => $"not offered: {f}")).ToArray();

        Assert.True(differences.Length == 0, string.Join(Environment.NewLine, differences));
        Assert.Equal(wanted.Length, found.Length);
    }

    private static string Expected(Endpoint endpoint) =>
        $"{endpoint.Name} {(endpoint.Method == "GET" ? "get,head" : endpoint.Method.ToLowerInvariant())} {endpoint.Route}";

    private static string Actual(BoundFunction function) => $"{function.Name} {string.Join(',', function.Arguments.Skip(1))} /{function.Settings["Route"]}";

    private static bool Overlap(string first, string second)
    {
        var (one, other) = (first.Split('/'), second.Split('/'));
        return one.Length == other.Length && one.Zip(other).All(s => s.First == s.Second || s.First.StartsWith('{') || s.Second.StartsWith('{'));
    }
}
