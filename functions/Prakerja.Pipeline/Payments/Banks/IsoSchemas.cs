using System.Xml;
using System.Xml.Schema;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>The schemas, compiled once. Those that share types include them without a file system: nothing is ever resolved.</summary>
internal static class IsoSchemas
{
    private static readonly Lazy<XmlSchemaSet> Compiled = new(Compile);

    public static XmlSchemaSet All => Compiled.Value;

    private static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var message in IsoNames.All)
        {
            var schema = Read(message);
            foreach (var include in schema.Includes.OfType<XmlSchemaInclude>())
            {
                include.Schema = Read("common");
            }

            set.Add(schema);
        }

        set.Compile();
        return set;
    }

    private static XmlSchema Read(string name)
    {
        using var resource = typeof(IsoSchemas).Assembly.GetManifestResourceStream($"iso20022/{name}.xsd") ?? throw new InvalidOperationException($"There is no schema {name}.");
        using var reader = XmlReader.Create(resource, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XmlSchema.Read(reader, (_, e) => throw e.Exception)!;
    }
}
