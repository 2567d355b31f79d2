using Prakerja.Domain.Assessing;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Catalogue = Prakerja.Domain.Assessing.Assessments;

namespace Prakerja.Pipeline.Assessments;

/// <param name="State">open, started, submitted.</param>
public sealed record TestView(string State, IReadOnlyList<QuestionView> Questions, IReadOnlyDictionary<string, string> Answers, DateTimeOffset? SubmittedAt);

/// <param name="Score">Ability questions answered rightly, of <paramref name="MaxScore"/>; it refuses nobody.</param>
public sealed record TestResult(string State, int Score, int MaxScore, DateTimeOffset SubmittedAt);

/// <summary>The motivation and basic-ability test: one attempt, resumable until it is handed in.</summary>
public sealed class AbilityTest(ParticipantStore participants) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-test", "GET", "/api/me/test", Access.Applicant, GetAsync) { Tag = "Registration", Response = typeof(TestView), Summary = "The test and the answers so far." },
        new("put-test-answers", "PUT", "/api/me/test/answers", Access.Applicant, SaveAsync)
        {
            Body = BodyKind.Json, BodyLimit = 16 * 1024, SuccessStatus = 204, Tag = "Registration", Request = typeof(AnswersRequest),
            Summary = "Saves some answers; those not named stay.",
        },
        new("submit-test", "POST", "/api/me/test/submission", Access.Applicant, SubmitAsync)
        {
            Tag = "Registration", Response = typeof(TestResult), Summary = "Hands the test in, once, with every question answered.",
        },
    ];

    private async Task<Reply> GetAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { Test: var test })
        {
            return Problems.Unauthorized;
        }

        var state = test.SubmittedAt is not null ? "submitted" : test.StartedAt is not null ? "started" : "open";
        return Reply.Ok(new TestView(state, QuestionView.Of(Catalogue.Test, call.English), test.Answers, test.SubmittedAt));
    }

    private async Task<Reply> SaveAsync(Call call)
    {
        if (call.Read<AnswersRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        return Answers.Problem(Catalogue.Test, request.Answers, complete: false)
            ?? await participants.ChangeAsync(call, change => ValueTask.FromResult(Save(change, request.Answers!)));
    }

    private static Reply Save(ParticipantChange change, IReadOnlyDictionary<string, string> answers)
    {
        if (Closed(change.Participant) is { } closed)
        {
            return closed;
        }

        var test = change.Participant.Test;
        var merged = new SortedDictionary<string, string>(test.Answers.ToDictionary(), StringComparer.Ordinal);
        foreach (var (question, option) in answers)
        {
            merged[question] = option;
        }

        change.Participant = change.Participant with { Test = test with { StartedAt = test.StartedAt ?? change.At, Answers = merged } };
        return Reply.NoContent;
    }

    private Task<Reply> SubmitAsync(Call call) => participants.ChangeAsync(call, change => ValueTask.FromResult(Submit(change)));

    private static Reply Submit(ParticipantChange change)
    {
        var test = change.Participant.Test;
        if ((Closed(change.Participant) ?? Answers.Problem(Catalogue.Test, test.Answers, complete: true)) is { } problem)
        {
            return problem;
        }

        var score = Catalogue.Score(test.Answers);
        change.Participant = change.Participant with { Test = test with { SubmittedAt = change.At, Score = score } };
        return Reply.Ok(new TestResult("submitted", score, Catalogue.MaxScore, change.At));
    }

    private static Problem? Closed(Participant participant) =>
        participant.Test.SubmittedAt is not null
            ? Problems.Conflict("test-submitted", new("Tes sudah dikirim", "The test was handed in"), new("Tes hanya dapat dikirim satu kali.", "The test can be handed in only once."))
        : participant.IsFinal
            ? Problems.Conflict("participation-ended", new("Kepesertaan sudah berakhir", "The participation has ended"), new("Tes tidak dapat diisi lagi.", "The test can no longer be answered."))
        : null;
}
