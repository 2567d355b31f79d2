
namespace Prakerja.Pipeline.Http;

/// <summary>The problems that several endpoints share.</summary>
public static class Problems
{
    public static Problem Malformed(string id, string en) => new(400, "malformed", new("Isi permintaan tidak dapat dibaca", "The request body cannot be read"), new(id, en));

    public static Problem Invalid(IReadOnlyDictionary<string, IReadOnlyList<LocalText>> errors) =>
        new(400, "invalid", new("Ada isian yang belum benar", "Some fields are not right"), new("Perbaiki isian yang disebut pada errors.", "Correct the fields named in errors."))
        {
            Errors = errors,
        };

    public static Problem Invalid(string field, LocalText problem) =>
        Invalid(new Dictionary<string, IReadOnlyList<LocalText>>(StringComparer.Ordinal) { [field] = [problem] });

    public static Problem Unauthorized { get; } = new(401, "unauthorized", new("Perlu masuk", "Authentication is needed"), new("Token tidak ada, tidak sah, atau sudah kedaluwarsa.", "The token is missing, not valid, or has expired."));

    public static Problem Forbidden { get; } = new(403, "forbidden", new("Tidak berwenang", "Not allowed"), new("Peran Anda tidak mencakup tindakan ini.", "Your role does not include this action."));

    /// <summary>Money, batches and lists need two people.</summary>
    public static Problem SecondPersonNeeded { get; } = new(403, "second-person-needed", new("Perlu orang kedua", "A second person is needed"), new("Yang membuat atau mengusulkannya tidak dapat menyetujuinya sendiri.", "Whoever made or proposed it cannot approve it."));

    /// <summary>What a second person would approve is not there, or not any more.</summary>
    public static Problem NothingProposed { get; } = Conflict("nothing-proposed", new("Tidak ada usulan", "Nothing is proposed"), new(
        "Usulan ini belum dibuat, sudah diganti, atau sudah diputuskan.", "This proposal was not made yet, another took its place, or it is decided."));

    public static Problem NotFound { get; } = new(404, "not-found", new("Tidak ditemukan", "Not found"), new("Yang diminta tidak ada, atau bukan milik Anda.", "What was asked for does not exist, or is not yours."));

    public static Problem MethodNotAllowed { get; } = new(405, "method-not-allowed", new("Metode tidak didukung", "Method not supported"), new("Alamat ini tidak melayani metode tersebut.", "This address does not serve that method."));

    public static Problem TooLarge(long limit) => new(413, "too-large", new("Isi terlalu besar", "The body is too large"), new($"Paling besar {limit} byte.", $"At most {limit} bytes."));

    public static Problem MediaType(string expected) => new(415, "media-type", new("Jenis isi tidak didukung", "Media type not supported"), new($"Kirim sebagai {expected}.", $"Send it as {expected}."));

    public static Problem TooMany(TimeSpan retryAfter, LocalText detail) => new(429, "too-many", new("Terlalu sering", "Too many attempts"), detail) { RetryAfter = retryAfter };

    public static Problem Overloaded { get; } = new(503, "overloaded", new("Sedang sangat ramai", "Very busy right now"), new("Coba lagi sebentar lagi; yang sudah diterima tidak hilang.", "Try again shortly; nothing accepted is lost.")) { RetryAfter = TimeSpan.FromSeconds(2) };

    public static Problem Internal { get; } = new(500, "internal", new("Terjadi kesalahan di pihak kami", "Something went wrong on our side"), new("Permintaan ini tidak diproses; coba lagi.", "This request was not processed; try again."));

    /// <summary>409: the request is right but not now.</summary>
    public static Problem Conflict(string slug, LocalText title, LocalText detail, params IReadOnlyList<Reason> reasons) => new(409, slug, title, detail) { Reasons = reasons };

    /// <summary>409 with the text of one reason of the catalogue.</summary>
    public static Problem Conflict(Reason reason) => new(409, reason.Code, reason.Message, reason.Remedy) { Reasons = [reason] };
}
