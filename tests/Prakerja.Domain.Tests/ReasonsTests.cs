namespace Prakerja.Domain.Tests;

public sealed class ReasonsTests
{
    private static readonly string[] Expected =
    [
        "account-checking", "account-cooling-off", "account-in-use", "account-inactive", "account-missing", "account-not-kyc", "account-owner-mismatch",
        "account-phone-mismatch", "account-rejected", "age-over-64", "age-under-18", "already-in-batch", "already-recipient",
        "attendance-incomplete", "batch-cancelled", "batch-closed", "certificate-missing", "deadline-passed", "deceased", "eligibility-lost",
        "first-purchase-missed", "household", "household-cap", "identity-locked", "identity-mismatch", "identity-rejected", "identity-review",
        "in-formal-education", "not-due-yet", "not-selected", "not-verified", "occupation-barred", "official-registry", "offset",
        "payment-checking", "payment-held", "payment-limit", "payment-queued", "payment-rejected", "payment-stopped", "payment-too-large",
        "payment-unknown", "previously-revoked", "registry-unavailable", "reserve", "review-missing",
        "social-aid", "steps-open", "student-registry", "survey-not-open", "survey-unanswered", "test-open", "wage-above-threshold", "withdrawn",
    ];

    [Fact]
    public void All_AreExactlyTheAgreedCodes() => Assert.Equal(Expected, Reasons.All.Select(r => r.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void All_SayWhatAndWhatToDo_InTwoDifferentLanguages() => Assert.All(Reasons.All, reason =>
    {
        Assert.All(new[] { reason.Message, reason.Remedy }, text =>
        {
            Assert.EndsWith(".", text.Id, StringComparison.Ordinal);
            Assert.EndsWith(".", text.En, StringComparison.Ordinal);
            Assert.NotEqual(text.Id, text.En);
        });
    });

    [Theory]
    [InlineData("age-under-18", true)]
    [InlineData("Age-Under-18", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Find_KnownCodeOnly_GivesAReason(string? code, bool found) => Assert.Equal(found, Reasons.Find(code) is not null);

    [Fact]
    public void IdentityReview_TellsNothingOfItsCause() =>
        Assert.DoesNotContain("NIK", Reasons.Get("identity-review").Message.En + Reasons.Get("identity-review").Remedy.En, StringComparison.Ordinal);
}
