using Prakerja.Azure.Tests.Azurite;
using Prakerja.Contracts.Tables;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Tables;

[NeedsAzurite]
public sealed class AzureTableCommitTests : TableCommitContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<ITableStore> OpenAsync() => await Stores.TablesAsync();
}

[NeedsAzurite]
public sealed class AzureTableConditionTests : TableConditionContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<ITableStore> OpenAsync() => await Stores.TablesAsync();
}

[NeedsAzurite]
public sealed class AzureTableScanTests : TableScanContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<ITableStore> OpenAsync() => await Stores.TablesAsync();
}

[NeedsAzurite]
public sealed class AzureTableLimitsTests : TableLimitsContract
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<ITableStore> OpenAsync() => await Stores.TablesAsync();
}
