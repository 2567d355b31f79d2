using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Builds messages: the same content is the same bytes.</summary>
public static class IsoWriting
{
    /// <summary>An element in a message's namespace; children that are null are left out.</summary>
    public static XElement Element(string message, string name, params IEnumerable<object?> content) => new(XName.Get(name, IsoNames.NamespaceOf(message)), content);

    /// <summary>UTF-8 without a mark, without indentation.</summary>
    public static byte[] Document(string message, XElement content)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false }))
        {
            new XDocument(Element(message, "Document", content)).Save(writer);
        }

        return bytes.ToArray();
    }
}
