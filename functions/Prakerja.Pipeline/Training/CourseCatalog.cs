using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>All courses: table <c>courses</c>, one partition of some thousand rows, by course code.</summary>
public sealed class CourseCatalog(ITableStore tables)
{
    public const string Table = "courses";
    public const string Partition = "all";

    public async ValueTask<(Course Course, string ETag)?> FindAsync(string courseCode)
    {
        if (!IsCode(courseCode))
        {
            return null;
        }

        var row = await tables.GetAsync(Table, Partition, courseCode);
        return row is null ? null : (PipelineJson.Read<Course>(row.Body), row.ETag);
    }

    /// <summary>False if somebody else wrote it meanwhile.</summary>
    /// <param name="etag">As read; null: it is new.</param>
    public async Task<bool> StoreAsync(Course course, string? etag)
    {
        var body = PipelineJson.Write(course);
        TableWrite write = etag is null ? new TableWrite.Insert(course.CourseCode, body) : new TableWrite.Replace(course.CourseCode, body, etag);
        return (await tables.CommitAsync(Table, Partition, [write])).Committed;
    }

    /// <summary>One page of what <paramref name="pick"/> makes of the courses, by course code.</summary>
    public Task<(IReadOnlyList<T> Items, string? Next, Reply? Problem)> ListAsync<T>(int limit, string? cursor, Func<Course, T?> pick)
        where T : class =>
        Paging.PickAsync(tables, Table, Partition, RowRange.All, limit, cursor, row => pick(PipelineJson.Read<Course>(row.Body)));

    /// <summary>Every platform that has ever handed in a course, by id.</summary>
    public async Task<IReadOnlyList<string>> PlatformsAsync(CancellationToken cancellation = default)
    {
        var platforms = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.All, cancellation: cancellation))
        {
            platforms.Add(PipelineJson.Read<Course>(row.Body).Platform);
        }

        return [.. platforms];
    }

    /// <summary>1-64 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</summary>
    public static bool IsCode(string? text) => text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
