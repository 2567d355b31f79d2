using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Registration;

public sealed record DeclarationRequest(
    bool? InFormalEducation, string? Occupation, bool? ReceivesSocialAid, long? MonthlyWage, IReadOnlyList<string>? Consents, bool? Truthful);

/// <summary>Step 8: the survey declaration.</summary>
public sealed class PutDeclaration(ParticipantStore participants, IdentityAttempts attempts, TimeProvider clock) : IUseCase
{
    private const long HighestWage = 10_000_000_000;
    private static readonly TextRule ConsentName = new(1, 64);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-declaration", "PUT", "/api/me/declaration", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 16 * 1024, SuccessStatus = 204, Tag = "Registration", Request = typeof(DeclarationRequest), Summary = "The declaration.",
        },
    ];

    /// <summary>The declaration of a request, or the problem that names every bad field.</summary>
    public static (DeclarationFacts? Facts, Problem? Problem) Parse(DeclarationRequest request, DateTimeOffset at)
    {
        var fields = new Fields();
        var wage = fields.Need("monthlyWage", request.MonthlyWage);
        fields.Check("monthlyWage", wage is >= 0 and <= HighestWage, new("Rupiah bulat, 0 atau lebih.", "Whole Rupiah, 0 or more."));
        fields.Check("truthful", request.Truthful == true, new("Pernyataan harus dinyatakan benar (true).", "The declaration must be declared truthful (true)."));
        fields.Check("consents", request.Consents is null or { Count: <= 20 } && request.Consents?.All(c => ConsentName.Parse(c).IsOk) != false,
            new("Paling banyak 20 persetujuan, masing-masing 1 sampai 64 karakter.", "At most 20 consents of 1 to 64 characters."));
        var facts = new DeclarationFacts(
            fields.Need("inFormalEducation", request.InFormalEducation), fields.Take("occupation", WireWord.Parse<Occupation>(request.Occupation)),
            fields.Need("receivesSocialAid", request.ReceivesSocialAid), wage, request.Consents ?? [], at);
        return (facts, fields.Problem);
    }

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<DeclarationRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (facts, problem) = Parse(request, clock.GetUtcNow());
        return problem is not null ? problem : await participants.ChangeAsync(call, change => ApplyAsync(change, facts!));
    }

    private async ValueTask<Reply> ApplyAsync(ParticipantChange change, DeclarationFacts facts)
    {
        if (!RegistrationProgress.FactsAreOpen(change.Participant))
        {
            return StepProblems.Locked;
        }

        RegistrationProgress.Change(change, f => f with { Declaration = facts });
        return await attempts.GuardAsync(change, Reply.NoContent);
    }
}
