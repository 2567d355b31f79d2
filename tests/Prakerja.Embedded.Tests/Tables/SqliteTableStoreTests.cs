using Prakerja.Contracts.Tables;
using Prakerja.Embedded.Sqlite;
using Prakerja.Embedded.Tables;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Tables;

public sealed class SqliteTableCommitTests : TableCommitContract
{
    private readonly DatabaseFile file = new();

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(file.Database));
}

public sealed class SqliteTableConditionTests : TableConditionContract
{
    private readonly DatabaseFile file = new();

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(file.Database));
}

public sealed class SqliteTableScanTests : TableScanContract
{
    private readonly DatabaseFile file = new();

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(file.Database));
}

public sealed class SqliteTableLimitsTests : TableLimitsContract
{
    private readonly DatabaseFile file = new();

    public override Task DisposeAsync() => file.DisposeAsync();

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(file.Database));
}

public sealed class InlineTableCommitTests : TableCommitContract
{
    private readonly SqliteDatabase database = new(SqliteDatabaseOptions.Temporary);

    public override Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(database));
}

public sealed class InlineTableConditionTests : TableConditionContract
{
    private readonly SqliteDatabase database = new(SqliteDatabaseOptions.Temporary);

    public override Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<ITableStore> OpenAsync() => Task.FromResult<ITableStore>(new SqliteTableStore(database));
}
