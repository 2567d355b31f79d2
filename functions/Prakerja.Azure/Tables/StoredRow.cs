using Azure.Data.Tables;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

/// <summary>How a row lies in Azure: keys as <see cref="RowKeys"/> writes them, the body in one binary property, the commits that wrote it in another.</summary>
internal static class StoredRow
{
    private const string Body = "Body";
    private const string Trail = "Commits";

    public static TableEntity Entity(string partition, string row, ReadOnlyMemory<byte> body, CommitTrail trail) => new(RowKeys.Write(partition), RowKeys.Write(row))
    {
        [Body] = BinaryData.FromBytes(body),
        [Trail] = BinaryData.FromBytes(trail.Bytes),
    };

    public static CommitTrail TrailOf(TableEntity entity) => new(entity.GetBinary(Trail));

    public static TableRow Read(TableEntity entity) => new(
        RowKeys.Read(entity.PartitionKey), RowKeys.Read(entity.RowKey), entity.GetBinary(Body), TrailOf(entity).Join(entity.ETag.ToString()));
}
