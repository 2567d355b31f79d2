using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

/// <summary>One or both addresses of a request, in canonical form.</summary>
public sealed record Contact(string? Email, string? Phone)
{
    /// <summary>The address codes go to: the e-mail if there is one.</summary>
    public string Channel => Email is null ? "sms" : "email";

    public string Address => Email ?? Phone!;

    public static (Contact Contact, Problem? Problem) Parse(string? email, string? phone)
    {
        var fields = new Fields();
        fields.Check("email", email is not null || phone is not null, new("Isi e-mail atau phone.", "Give email or phone."));
        var contact = new Contact(
            email is null ? null : fields.Take("email", EmailAddress.Parse(email))?.Value,
            phone is null ? null : fields.Take("phone", PhoneNumber.Parse(phone))?.E164);
        return (contact, fields.Problem);
    }

    public string Index(BlindIndex index) => Email is null ? index.Phone(Phone!) : index.Email(Email);
}
