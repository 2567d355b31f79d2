using Prakerja.Contracts.Tables;
using Prakerja.Embedded.Tables;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Tables;

public sealed class MemoryTableCommitTests : TableCommitContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new MemoryTableStore());
}

public sealed class MemoryTableConditionTests : TableConditionContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new MemoryTableStore());
}

public sealed class MemoryTableScanTests : TableScanContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new MemoryTableStore());
}

public sealed class MemoryTableLimitsTests : TableLimitsContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new MemoryTableStore());
}

public sealed class MemoryTableStoreTests
{
    [Fact]
    public async Task Copy_AndItsOriginal_GoTheirOwnWays()
    {
        var original = new MemoryTableStore();
        await original.CommitAsync("table", "p", [new TableWrite.Insert("both", "1"u8.ToArray())]);
        var copy = original.Copy();

        await original.CommitAsync("table", "p", [new TableWrite.Upsert("both", "2"u8.ToArray())]);
        await copy.CommitAsync("table", "p", [new TableWrite.Insert("copy", "3"u8.ToArray())]);

        Assert.Equal("1"u8.ToArray(), (await copy.GetAsync("table", "p", "both"))!.Body.ToArray());
        Assert.Null(await original.GetAsync("table", "p", "copy"));
    }
}
