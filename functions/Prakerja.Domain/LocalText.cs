namespace Prakerja.Domain;

/// <summary>A text for people in Indonesian, the product's first language, and English.</summary>
public readonly record struct LocalText(string Id, string En)
{
    /// <summary>English if asked for, otherwise Indonesian.</summary>
    public string In(bool english) => english ? En : Id;
}
