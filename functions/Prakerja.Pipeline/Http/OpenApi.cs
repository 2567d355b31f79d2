using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Prakerja.Pipeline.Http;

/// <summary>GET /api/openapi.json: the OpenAPI 3.1 document, made from the same endpoints that are served.</summary>
public sealed class OpenApi(IServiceProvider services) : IUseCase
{
    private static readonly JsonSchemaExporterOptions SchemaOptions = new() { TreatNullObliviousAsNonNullable = true };
    private readonly Lazy<byte[]> document = new(() => PipelineJson.Write(Build(services.GetRequiredService<IReadOnlyList<Endpoint>>())));

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-openapi", "GET", "/api/openapi.json", Access.Anonymous, _ => Task.FromResult(Reply.Raw(document.Value, "application/json")))
        {
            Tag = "Public", Summary = "This document.",
        },
    ];

    /// <summary>The document of a list of endpoints.</summary>
    public static JsonObject Build(IReadOnlyList<Endpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (var route in endpoints.GroupBy(e => Template(e.Route), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            paths[route.Key] = new JsonObject(route.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Method.ToLowerInvariant(), Operation(e))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Prakerja.Functions", ["version"] = "1",
                ["description"] = "JSON in UTF-8; times RFC 3339 with offset; money whole Rupiah; errors RFC 9457. Every POST and PUT takes an optional Idempotency-Key.",
            },
            ["paths"] = paths,
            ["components"] = Components(),
        };
    }

    private static JsonObject Operation(Endpoint endpoint)
    {
        var operation = new JsonObject { ["operationId"] = endpoint.Name, ["summary"] = endpoint.Summary, ["tags"] = new JsonArray(endpoint.Tag) };
        if (Parameters(endpoint) is { Count: > 0 } parameters)
        {
            operation["parameters"] = parameters;
        }

        if (endpoint.Body != BodyKind.None)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = RequestContent(endpoint) };
        }

        operation["responses"] = Responses(endpoint);
        if (endpoint.Access is not (Access.Anonymous or Access.Partner))
        {
            operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
            operation["x-roles"] = endpoint.Access.ToString().ToLowerInvariant();
        }

        return operation;
    }

    private static JsonArray Parameters(Endpoint endpoint)
    {
        var parameters = new JsonArray();
        foreach (var segment in Template(endpoint.Route).Split('/').Where(s => s.StartsWith('{')))
        {
            parameters.Add(Parameter("path", segment[1..^1], required: true, null));
        }

        foreach (var query in endpoint.Query)
        {
            parameters.Add(Parameter("query", query.Name, required: false, query.Description));
        }

        foreach (var header in endpoint.Headers)
        {
            parameters.Add(Parameter("header", header.Name, header.Required, header.Description));
        }

        if (endpoint.Method is "POST" or "PUT" && endpoint.Replayable)
        {
            parameters.Add(Parameter("header", Idempotency.Header, required: false, Idempotency.Description));
        }

        return parameters;
    }

    private static JsonObject Parameter(string where, string name, bool required, string? description)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = where, ["required"] = required, ["schema"] = new JsonObject { ["type"] = "string" } };
        if (description is not null)
        {
            parameter["description"] = description;
        }

        return parameter;
    }

    private static JsonObject RequestContent(Endpoint endpoint)
    {
        if (endpoint.Body == BodyKind.Json || endpoint.Request is not null)
        {
            return new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Schema(endpoint.Request) } };
        }

        IEnumerable<string> types = endpoint.MediaTypes.Count > 0 ? endpoint.MediaTypes : ["application/octet-stream"];
        return new JsonObject(types.Select(type => KeyValuePair.Create<string, JsonNode?>(
            type, new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" } })));
    }

    private static JsonObject Responses(Endpoint endpoint)
    {
        var success = new JsonObject { ["description"] = "Success" };
        if (endpoint.Response is not null)
        {
            success["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Schema(endpoint.Response) } };
        }

        return new JsonObject
        {
            [$"{endpoint.SuccessStatus}"] = success,
            ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Problem" },
        };
    }

    private static JsonObject Components() => new()
    {
        ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
        ["responses"] = new JsonObject
        {
            ["Problem"] = new JsonObject
            {
                ["description"] = "RFC 9457 problem: type urn:prakerja:problem:<slug>; 429 and 503 carry Retry-After.",
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = ProblemSchema() } },
            },
        },
    };

    private static JsonNode ProblemSchema() => JsonNode.Parse("""
        {
          "type": "object",
          "required": ["type", "title", "status", "detail"],
          "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
            "errors": { "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } } },
            "reasons": { "type": "array", "items": { "type": "object", "properties": {
              "code": { "type": "string" }, "message": { "type": "string" }, "remedy": { "type": "string" } } } }
          }
        }
        """)!;

    private static JsonNode Schema(Type? type) => type is null ? new JsonObject { ["type"] = "object" } : PipelineJson.Options.GetJsonSchemaAsNode(type, SchemaOptions);

    private static string Template(string route) => route.Replace("{**", "{", StringComparison.Ordinal);
}
