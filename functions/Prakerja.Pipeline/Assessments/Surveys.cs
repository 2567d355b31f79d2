using System.Globalization;
using Prakerja.Domain.Assessing;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Catalogue = Prakerja.Domain.Assessing.Assessments;

namespace Prakerja.Pipeline.Assessments;

/// <param name="State">notOpen, open, answered, closed.</param>
/// <param name="OpensAt">When it opens or opened; null while that is not known, and for the baseline.</param>
public sealed record SurveyView(string State, IReadOnlyList<QuestionView> Questions, DateTimeOffset? OpensAt, DateTimeOffset? By, IReadOnlyDictionary<string, string>? Answers);

public sealed record SurveyAnswer(int Number, DateTimeOffset AnsweredAt);

/// <summary>The surveys: 0 is the baseline, open at once; 1 … open in turn after the first incentive and end on 10 December.</summary>
public sealed class Surveys(ParticipantStore participants, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-survey", "GET", "/api/me/surveys/{n}", Access.Applicant, GetAsync)
        {
            Tag = "Surveys", Response = typeof(SurveyView), Summary = "A survey: 0 the baseline, 1 … the follow-ups of the scheme.",
        },
        new("answer-survey", "POST", "/api/me/surveys/{n}", Access.Applicant, AnswerAsync)
        {
            Body = BodyKind.Json, BodyLimit = 16 * 1024, SuccessStatus = 201, Tag = "Surveys", Request = typeof(AnswersRequest), Response = typeof(SurveyAnswer),
            Summary = "Answers a survey, once and completely.",
        },
    ];

    private async Task<Reply> GetAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        if (Find(participant, call) is not { } survey)
        {
            return Problems.NotFound;
        }

        var answered = survey.Answered;
        return Reply.Ok(new SurveyView(survey.StateAt(clock.GetUtcNow()), QuestionView.Of(survey.Set, call.English), survey.OpensAt, survey.By, answered?.Answers));
    }

    private async Task<Reply> AnswerAsync(Call call)
    {
        if (call.Read<AnswersRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        return await participants.ChangeAsync(call, change => ValueTask.FromResult(Answer(change, call, request)));
    }

    private static Reply Answer(ParticipantChange change, Call call, AnswersRequest request)
    {
        if (Find(change.Participant, call) is not { } survey)
        {
            return Problems.NotFound;
        }

        if ((survey.Refusal(change.Participant, change.At) ?? Answers.Problem(survey.Set, request.Answers, complete: true)) is { } problem)
        {
            return problem;
        }

        var response = new SurveyResponse(survey.Number, request.Answers!, change.At);
        change.Participant = change.Participant with { Surveys = [.. change.Participant.Surveys, response] };
        change.WakeLifecycle();
        return Reply.Created(new SurveyAnswer(survey.Number, change.At));
    }

    private static OpenSurvey? Find(Participant participant, Call call) =>
        int.TryParse(call.Route("n"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? OpenSurvey.Of(participant, number) : null;
}

/// <summary>One survey of one participant.</summary>
internal sealed record OpenSurvey(int Number, QuestionSet Set, DateTimeOffset? OpensAt, DateTimeOffset? By, SurveyResponse? Answered)
{
    /// <summary>Null beyond the participant's scheme.</summary>
    public static OpenSurvey? Of(Participant participant, int number)
    {
        var answered = participant.Surveys.FirstOrDefault(s => s.Number == number);
        if (number == 0)
        {
            return new OpenSurvey(0, Catalogue.Baseline, null, null, answered);
        }

        if (participant.Award is not { } award || SchemeTable.Find(award.Scheme) is not { } scheme || number > scheme.SurveyCount || Catalogue.Survey(number) is not { } set)
        {
            return null;
        }

        var year = new SchemeYear(award.Year);
        var first = participant.Payouts.FirstOrDefault(p => p.Key == Incentive.KeyOf(IncentiveKind.Completion, 1) && p.State == PaymentState.Paid)?.PaidAt;
        var opensAt = IncentivePlan.SurveyOpensAt(new IncentiveFacts { Scheme = scheme, Year = year, FirstIncentivePaidAt = first }, number);
        return new OpenSurvey(number, set, opensAt, Wib.EndOf(year.SurveysBy), answered);
    }

    public string StateAt(DateTimeOffset now) =>
        Answered is not null ? "answered" : IsOver(now) ? "closed" : Number == 0 || OpensAt <= now ? "open" : "notOpen";

    public Problem? Refusal(Participant participant, DateTimeOffset now) =>
        Answered is not null
            ? Problems.Conflict("survey-answered", new("Survei sudah diisi", "The survey was answered"), new("Setiap survei diisi satu kali.", "Each survey is answered once."))
        : participant.State is ParticipantState.Revoked or ParticipantState.Withdrawn ? Problems.Conflict(Reasons.Get("eligibility-lost"))
        : IsOver(now) ? Problems.Conflict(Reasons.Get("deadline-passed"))
        : Number > 0 && (OpensAt is null || now < OpensAt) ? Problems.Conflict(Reasons.Get("survey-not-open"))
        : null;

    private bool IsOver(DateTimeOffset now) => By is { } by && Wib.HasPassed(Wib.DateOf(by), now);
}
