using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Registration;

/// <summary>The registration steps on the dashboard, with the reasons a participant may see.</summary>
public sealed class RegistrationSteps(ReviewQueue reviews) : IDashboardPart
{
    public async ValueTask FillAsync(DashboardDraft draft)
    {
        var (facts, participant) = (draft.Participant.Facts, draft.Participant);
        draft.Steps.AddRange(
        [
            Step("account", participant.Contacts.EmailProven || participant.Contacts.PhoneVerifiedAt is not null),
            IdentityStep(draft),
            Step("profile", facts.Profile is not null),
            Step("photos", facts.KtpPhoto is not null && facts.Selfie is not null),
            Step("phone", participant.Contacts.PhoneVerifiedAt is not null),
            Step("declaration", facts.Declaration is not null),
            EligibilityStep(draft),
            Step("test", participant.Test.SubmittedAt is not null),
        ]);
        if (participant is { State: ParticipantState.Verifying, Verification.State: VerificationState.Review }
            && await reviews.FindOpenAsync(ReviewQueue.IdOf(participant.Id, facts.Version)) is { } review)
        {
            draft.Deadlines.Add(new DeadlineView("identity-review", review.DueAt));
        }
    }

    private static StepView Step(string name, bool done) => new(name, done ? "done" : "open", []);

    private static StepView IdentityStep(DashboardDraft draft)
    {
        var participant = draft.Participant;
        if (participant.Facts.NikIndex is null)
        {
            return Step("identity", false);
        }

        var (state, code) = participant.Verification.State switch
        {
            VerificationState.Passed => ("done", null),
            VerificationState.Mismatch => ("refused", "identity-mismatch"),
            VerificationState.Locked => ("refused", "identity-locked"),
            VerificationState.Rejected => ("refused", "identity-rejected"),
            VerificationState.Review => ("checking", "identity-review"),
            VerificationState.RegistryUnavailable when RegistrationProgress.AllStepsDone(participant) => ("checking", "registry-unavailable"),
            _ => participant.State == ParticipantState.Verifying && RegistrationProgress.AllStepsDone(participant) ? ("checking", (string?)null) : ("open", "steps-open"),
        };
        return new StepView("identity", state, code is null ? [] : ReasonView.Of([code], draft.English));
    }

    private static StepView EligibilityStep(DashboardDraft draft)
    {
        var participant = draft.Participant;
        var refused = participant.RefusedFor.Where(code => code != "identity-rejected").ToArray();
        return refused.Length > 0
            ? new StepView("eligibility", "refused", ReasonView.Of(refused, draft.English))
            : new StepView("eligibility", participant.Verification.State == VerificationState.Passed ? "done" : "open", []);
    }
}
