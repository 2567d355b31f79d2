using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>A message that its schema holds for.</summary>
/// <param name="Name">One of <see cref="IsoNames"/>.</param>
/// <param name="Root">What is in <c>Document</c>.</param>
public sealed record IsoMessage(string Name, XElement Root)
{
    /// <summary>Largest file, in bytes: a report on 5,000 transactions has some 3 MiB.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const int MaxDepth = 32;
    private const int MaxProblem = 300;
    private const int MaxPrologue = 64 * 1024;

    private static LocalText Dtd { get; } = new("DTD (<!DOCTYPE …>) tidak diterima; hapus dari dokumen.", "A DTD (<!DOCTYPE …>) is not accepted; remove it from the document.");

    private static LocalText NotXml { get; } = new("bukan XML 1.0 yang sah: tag, tanda kutip, atau karakternya salah.", "not well-formed XML 1.0: a tag, a quote or a character is wrong.");

    private static LocalText TooDeep { get; } = new($"Elemen bersarang lebih dari {MaxDepth} tingkat.", $"Elements are nested more than {MaxDepth} deep.");

    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes, MaxCharactersFromEntities = 1, CloseInput = true,
    };

    /// <summary>Whatever is wrong is said with its line and, where the schema refuses it, its element.</summary>
    public static Parsed<IsoMessage> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var (root, isTooDeep) = NameOf(bytes);
            if (isTooDeep)
            {
                return Parsed.Refused<IsoMessage>(TooDeep);
            }

            if (root is not { } name)
            {
                return Parsed.Refused<IsoMessage>(
                    $"Dokumen harus salah satu dari {string.Join(", ", IsoNames.All)} (ruang nama urn:iso:std:iso:20022:tech:xsd:…).",
                    $"The document must be one of {string.Join(", ", IsoNames.All)} (namespace urn:iso:std:iso:20022:tech:xsd:…).");
            }

            var settings = Settings;
            (settings.ValidationType, settings.Schemas) = (ValidationType.Schema, IsoSchemas.All);
            settings.ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings;
            settings.ValidationEventHandler += (_, e) => throw e.Exception;
            using var reader = XmlReader.Create(Open(bytes), settings);
            return Parsed.Ok(new IsoMessage(name, XDocument.Load(reader).Root!.Elements().Single()));
        }
        catch (XmlSchemaException e)
        {
            return At(e.LineNumber, new(Short(e.Message), Short(e.Message)));
        }
        catch (XmlException e)
        {
            return HasDtd(bytes) ? Parsed.Refused<IsoMessage>(Dtd) : At(e.LineNumber, NotXml);
        }
    }

    /// <summary>Reads it through once without a schema, so that what is too deep is refused before anything is built of it.</summary>
    private static (string? Name, bool IsTooDeep) NameOf(ReadOnlyMemory<byte> bytes)
    {
        using var reader = XmlReader.Create(Open(bytes), Settings);
        string? name = null;
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                return (null, true);
            }

            if (reader is { Depth: 0, NodeType: XmlNodeType.Element })
            {
                name = reader.LocalName == "Document" ? IsoNames.MessageOf(reader.NamespaceURI) : null;
            }
        }

        return (name, false);
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray(), writable: false);

    /// <summary>The parser refuses a DTD as it refuses what is no XML; in a document's prologue it stands before anything else.</summary>
    private static bool HasDtd(ReadOnlyMemory<byte> bytes)
    {
        using var text = new StreamReader(Open(bytes), detectEncodingFromByteOrderMarks: true);
        var prologue = new char[MaxPrologue];
        return prologue.AsSpan(0, text.ReadBlock(prologue)).Contains("<!DOCTYPE", StringComparison.Ordinal);
    }

    private static Parsed<IsoMessage> At(int line, LocalText problem) => Parsed.Refused<IsoMessage>($"Baris {line}: {problem.Id}", $"Line {line}: {problem.En}");

    /// <summary>Without the namespace, which makes it unreadable.</summary>
    private static string Short(string message)
    {
        foreach (var name in IsoNames.All)
        {
            message = message.Replace(IsoNames.NamespaceOf(name) + ":", "", StringComparison.Ordinal).Replace($" in namespace '{IsoNames.NamespaceOf(name)}'", "", StringComparison.Ordinal);
        }

        return message.Length <= MaxProblem ? message : message[..MaxProblem];
    }
}
