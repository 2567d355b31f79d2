using System.Globalization;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Keys of the table <c>bankfiles</c>: partition = provider, so that cutting a file is a transaction.</summary>
internal static class BankKeys
{
    public const string Table = "bankfiles";

    /// <summary>Number of the newest file.</summary>
    public const string Counter = "c";

    public const string SpooledPrefix = "s|";
    public const string OpenPrefix = "o|";
    public const string InboxPrefix = "i|";

    /// <summary>In order of arrival.</summary>
    public static string Spooled(DateTimeOffset at, string reference) => string.Create(CultureInfo.InvariantCulture, $"{SpooledPrefix}{at.UtcTicks:D19}|{Name(reference)}");

    public static string Reference(string reference) => $"r|{Name(reference)}";

    public static string File(int number) => string.Create(CultureInfo.InvariantCulture, $"n|{number:D10}");

    /// <summary>Marks a file that something is left to be done for.</summary>
    public static string Open(int number) => string.Create(CultureInfo.InvariantCulture, $"{OpenPrefix}{number:D10}");

    public static string TransferPrefix(int number) => string.Create(CultureInfo.InvariantCulture, $"t|{number:D10}|");

    public static string Transfer(int number, string reference) => TransferPrefix(number) + Name(reference);

    /// <summary>A message that came in and is not applied yet, in order of arrival.</summary>
    public static string Inbox(DateTimeOffset at, string message) => string.Create(CultureInfo.InvariantCulture, $"{InboxPrefix}{at.UtcTicks:D19}|{message}");

    public static string Message(string message) => $"m|{message}";

    public static string Statement(string statement) => $"y|{Name(statement)}";

    private static string Name(string text) => Uri.EscapeDataString(text);
}
