using System.IO.Compression;
using System.Xml.Linq;

namespace Prakerja.Azure.Tests.Packages;

/// <summary>A folder of empty packages with the ids and versions that the product asks for.</summary>
internal static class FakeFeed
{
    public static void Add(string folder, string repository, IEnumerable<string> packages)
    {
        Directory.CreateDirectory(folder);
        var versions = XDocument.Load(Path.Combine(repository, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => e.Attribute("Include")!.Value, e => e.Attribute("Version")!.Value, StringComparer.Ordinal);
        foreach (var id in packages)
        {
            Pack(folder, id, versions[id]);
        }
    }

    private static void Pack(string folder, string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write(
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>a test</authors><description>Nothing.</description></metadata>
            </package>
            """);
    }
}
