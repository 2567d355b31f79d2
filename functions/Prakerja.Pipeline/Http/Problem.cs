using System.Text.Json.Nodes;

namespace Prakerja.Pipeline.Http;

/// <summary>RFC 9457 problem: <c>type = urn:prakerja:problem:{Slug}</c>, title and detail in Indonesian or English.</summary>
public sealed record Problem(int Status, string Slug, LocalText Title, LocalText Detail)
{
    /// <summary>What is wrong with each field, and what would be right.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LocalText>>? Errors { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why, where the refusal has reasons that the applicant reads elsewhere too.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Further members, such as a partner's own envelope.</summary>
    public JsonObject? Extensions { get; init; }

    public JsonObject ToJson(bool english)
    {
        var json = Extensions?.DeepClone().AsObject() ?? [];
        json["type"] = $"urn:prakerja:problem:{Slug}";
        json["title"] = Title.In(english);
        json["status"] = Status;
        json["detail"] = Detail.In(english);
        if (Errors is not null)
        {
            json["errors"] = new JsonObject(Errors.Select(e => KeyValuePair.Create<string, JsonNode?>(
                e.Key, new JsonArray([.. e.Value.Select(text => JsonValue.Create(text.In(english)))]))));
        }

        if (Reasons.Count > 0)
        {
            json["reasons"] = new JsonArray([.. Reasons.Select(r => new JsonObject
            {
                ["code"] = r.Code, ["message"] = r.Message.In(english), ["remedy"] = r.Remedy.In(english),
            })]);
        }

        return json;
    }
}

public static class LocalTextExtensions
{
    public static string In(this LocalText text, bool english) => english ? text.En : text.Id;
}
