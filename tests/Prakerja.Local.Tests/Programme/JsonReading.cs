using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Short words for reading answers.</summary>
public static class JsonReading
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();

    /// <summary>Codes of the reasons of a step, batch, incentive or problem.</summary>
    public static string[] Reasons(this JsonNode node) => [.. node["reasons"]!.AsArray().Select(r => r!.Text("code"))];

    /// <summary>Asserts that there is exactly this reason, with a message and a remedy to read.</summary>
    public static void IsFor(this JsonNode node, string reason)
    {
        Assert.Equal([reason], node.Reasons());
        Assert.All(node["reasons"]!.AsArray(), r => Assert.True(r!.Text("message").Length > 10 && r!.Text("remedy").Length > 10));
    }
}
