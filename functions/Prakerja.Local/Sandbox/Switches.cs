using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox;

/// <summary>Things of the outside world that are on or off as a whole.</summary>
internal sealed class Switches(ITableStore tables)
{
    public const string Registry = "registry";
    public const string Beacon = "beacon";
    public const string Autoplay = "autoplay";
    private const string Table = "sandboxswitches";

    public async ValueTask<bool> IsOnAsync(string name, bool otherwise) =>
        await tables.GetAsync(Table, Table, name) is { } row ? PipelineJson.Read<bool>(row.Body) : otherwise;

    public Task SetAsync(string name, bool on) => tables.CommitAsync(Table, Table, [new TableWrite.Upsert(name, PipelineJson.Write(on))]);
}

/// <summary>Body of a switch.</summary>
public sealed record Availability(bool? Available);
