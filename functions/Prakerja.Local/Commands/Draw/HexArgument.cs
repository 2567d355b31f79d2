using System.CommandLine.Parsing;
using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>Hexadecimal values on the command line; a malformed one is bad usage.</summary>
internal static class HexArgument
{
    public static Hash256 ParseHash(ArgumentResult argument)
    {
        if (!Hash256.TryParse(argument.Tokens[0].Value, out var hash))
        {
            argument.AddError($"'{argument.Tokens[0].Value}' is not 64 lowercase hex digits.");
        }

        return hash;
    }

    public static void ValidateBytes(OptionResult option)
    {
        var text = option.GetValueOrDefault<string>() ?? "";
        if (text.Length == 0 || text.Length % 2 == 1 || !text.All(char.IsAsciiHexDigit))
        {
            option.AddError($"'{text}' is not an even number of hex digits.");
        }
    }

    public static UInt128? ParseTicket(ArgumentResult argument)
    {
        if (DrawEntry.TryParseId(argument.Tokens[0].Value, out var ticket))
        {
            return ticket;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is no ticket; one has 32 lowercase hex digits.");
        return null;
    }
}
