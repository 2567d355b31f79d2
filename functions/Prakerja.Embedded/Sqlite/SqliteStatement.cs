using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Prakerja.Embedded.Sqlite;

/// <summary>
/// A prepared statement on loan from its connection: bind (from 1), step, read columns (from 0); disposing resets it and gives
/// it back. Valid only inside the work it was prepared in.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private const int StackBytes = 512;
    private readonly SqliteReader owner;
    private readonly sqlite3_stmt handle;

    internal SqliteStatement(SqliteReader owner, string sql, sqlite3_stmt handle)
    {
        this.owner = owner;
        this.handle = handle;
        Sql = sql;
    }

    internal string Sql { get; }

    public SqliteStatement Bind(int index, long value) => Checked(raw.sqlite3_bind_int64(handle, index, value));

    public SqliteStatement Bind(int index, long? value) =>
        value is { } number ? Bind(index, number) : Checked(raw.sqlite3_bind_null(handle, index));

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            return Checked(raw.sqlite3_bind_null(handle, index));
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= StackBytes)
        {
            Span<byte> buffer = stackalloc byte[StackBytes];
            return BindUtf8(index, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        BindUtf8(index, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return this;
    }

    /// <summary>Text by its bytes, which need not be well-formed: upper bounds of byte ranges.</summary>
    public SqliteStatement BindUtf8(int index, ReadOnlySpan<byte> value) =>
        Checked(raw.sqlite3_bind_text(handle, index, value.IsEmpty ? ""u8 : value));

    /// <summary>A blob; an empty one is a blob of no bytes, not null.</summary>
    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value) =>
        Checked(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));

    public SqliteStatement Bind(int index, ReadOnlyMemory<byte> value) => Bind(index, value.Span);

    /// <summary>True: a row is there to be read. False: done.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw owner.Failure(code),
        };
    }

    /// <summary>Runs to the end and resets, keeping nothing bound: ready for the next row.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    public void Reset()
    {
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>The blob in SQLite's own memory, valid until the next step.</summary>
    public ReadOnlySpan<byte> BlobSpan(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => owner.GiveBack(this);

    internal void Close() => handle.Dispose();

    private SqliteStatement Checked(int code) => code == raw.SQLITE_OK ? this : throw owner.Failure(code);
}
