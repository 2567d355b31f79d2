using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Bicep.Types.Concrete;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>
/// Compares a value with its type in Azure's index: unknown, read-only and missing properties, kinds, allowed values, lengths, bounds and
/// patterns, at every depth. What is known only at deployment (an expression in brackets) fits everywhere.
/// </summary>
internal sealed class TypeCheck(List<string> faults)
{
    public void Value(string at, JsonNode value, TypeBase type)
    {
        if (IsExpression(value) || type is AnyType)
        {
            return;
        }

        switch (type)
        {
            case UnionType union when !union.Elements.Any(e => Fits(value, e.Type)):
                faults.Add($"{at}: {value.ToJsonString()} is none of {string.Join(", ", union.Elements.Select(e => Name(e.Type)))}");
                break;
            case ObjectType known:
                Object(at, value, known.Properties, known.AdditionalProperties?.Type);
                break;
            case DiscriminatedObjectType choice:
                Choice(at, value, choice);
                break;
            case ArrayType array:
                Array(at, value, array);
                break;
            case not UnionType when !IsScalar(value, type):
                faults.Add($"{at}: {value.ToJsonString()} is not {Name(type)}");
                break;
            default:
                break;
        }
    }

    private static bool Fits(JsonNode value, TypeBase type)
    {
        var faults = new List<string>();
        new TypeCheck(faults).Value("", value, type);
        return faults.Count == 0;
    }

    private static bool IsExpression(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['[', not '[', .., ']'];

    private static bool IsScalar(JsonNode value, TypeBase type) => (type, value.GetValueKind()) switch
    {
        (StringLiteralType literal, JsonValueKind.String) => string.Equals(value.GetValue<string>(), literal.Value, StringComparison.Ordinal),
        (StringType text, JsonValueKind.String) => IsInside(value.GetValue<string>().Length, text.MinLength, text.MaxLength),
        (IntegerType number, JsonValueKind.Number) => IsInside(value.GetValue<long>(), number.MinValue, number.MaxValue),
        (BooleanType, JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };

    private static bool IsInside(long value, long? least, long? most) => !(value < least) && !(value > most);

    private static string Name(TypeBase type) => type switch
    {
        StringLiteralType literal => $"'{literal.Value}'",
        ObjectType known => known.Name,
        _ => type.GetType().Name,
    };

    private void Object(string at, JsonNode value, IReadOnlyDictionary<string, ObjectTypeProperty> properties, TypeBase? others)
    {
        if (value is not JsonObject given)
        {
            faults.Add($"{at}: not an object");
            return;
        }

        foreach (var (name, property) in properties.Where(p => p.Value.Flags.HasFlag(ObjectTypePropertyFlags.Required) && given[p.Key] is null))
        {
            faults.Add($"{at}.{name}: required");
        }

        foreach (var (name, item) in given.Where(i => i.Value is not null))
        {
            if (properties.TryGetValue(name, out var property))
            {
                Property($"{at}.{name}", item!, property);
            }
            else if (others is not null)
            {
                Value($"{at}.{name}", item!, others);
            }
            else
            {
                faults.Add($"{at}.{name}: unknown");
            }
        }
    }

    private void Property(string at, JsonNode value, ObjectTypeProperty property)
    {
        if (property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly))
        {
            faults.Add($"{at}: read-only");
        }

        Value(at, value, property.Type.Type);
    }

    private void Choice(string at, JsonNode value, DiscriminatedObjectType choice)
    {
        if (value[choice.Discriminator] is not { } word || !choice.Elements.TryGetValue(word.GetValue<string>(), out var element))
        {
            faults.Add($"{at}.{choice.Discriminator}: not one of {string.Join(", ", choice.Elements.Keys)}");
            return;
        }

        var chosen = (ObjectType)element.Type;
        Object(at, value, new Dictionary<string, ObjectTypeProperty>(chosen.Properties.UnionBy(choice.BaseProperties, p => p.Key), StringComparer.Ordinal), chosen.AdditionalProperties?.Type);
    }

    private void Array(string at, JsonNode value, ArrayType array)
    {
        if (value is not JsonArray items || !IsInside(items.Count, array.MinLength, array.MaxLength))
        {
            faults.Add($"{at}: not an array of {array.MinLength} to {array.MaxLength}");
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            Value($"{at}[{i}]", items[i]!, array.ItemType.Type);
        }
    }
}
