using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

/// <summary>Platforms that sell courses of institutions with the same owner (programme.md, "What went wrong in the open"): allowed, but never unseen.</summary>
public sealed class ConflictsOfInterest(IPartnerDirectory partners, CourseCatalog catalog, ITableStore tables)
{
    /// <summary>Both owners are told, and are one.</summary>
    public static bool Is(Partner? platform, Partner? institution) => platform?.Owner is { } owner && owner == institution?.Owner;

    /// <summary>Whether the course has one, as the partners' owners are now.</summary>
    public async ValueTask<bool> IsAsync(Course course, CancellationToken cancellation = default) =>
        Is(await partners.FindByIdAsync(course.Platform, cancellation), await partners.FindByIdAsync(course.Institution, cancellation));

    /// <summary>Marks the courses anew after an owner has changed. A course that somebody writes meanwhile is marked by them, or the next time.</summary>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await foreach (var row in tables.RowsAsync(CourseCatalog.Table, CourseCatalog.Partition, RowRange.All, cancellation: cancellation))
        {
            var course = PipelineJson.Read<Course>(row.Body);
            if (await IsAsync(course, cancellation) is var conflict && conflict != course.ConflictOfInterest)
            {
                await catalog.StoreAsync(course with { ConflictOfInterest = conflict }, row.ETag);
            }
        }
    }
}
