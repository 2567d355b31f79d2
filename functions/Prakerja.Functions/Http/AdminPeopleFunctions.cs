using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Participants, reviews, complaints, courses and listings, for staff.</summary>
public sealed class AdminPeopleFunctions(HttpRunner http)
{
    [Function("list-staff-complaints")]
    public Task<IResult> ListStaffComplaints([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/complaints")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-staff-complaints", request, durable);

    [Function("decide-complaint")]
    public Task<IResult> DecideComplaint([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/complaints/{id}/decision")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("decide-complaint", request, durable);

    [Function("list-courses-for-staff")]
    public Task<IResult> ListCoursesForStaff([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/courses")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-courses-for-staff", request, durable);

    [Function("validate-course")]
    public Task<IResult> ValidateCourse([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/courses/{code}/validation")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("validate-course", request, durable);

    [Function("list-listings")]
    public Task<IResult> ListListings([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/listings")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-listings", request, durable);

    [Function("import-listing")]
    public Task<IResult> ImportListing([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/listings")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("import-listing", request, durable);

    [Function("approve-listing")]
    public Task<IResult> ApproveListing([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/listings/{id}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-listing", request, durable);

    [Function("search-participants")]
    public Task<IResult> SearchParticipants([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/participants/search")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("search-participants", request, durable);

    [Function("get-participant")]
    public Task<IResult> GetParticipant([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/participants/{id}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-participant", request, durable);

    [Function("list-reviews")]
    public Task<IResult> ListReviews([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/reviews")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-reviews", request, durable);

    [Function("decide-review")]
    public Task<IResult> DecideReview([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/reviews/{id}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("decide-review", request, durable);
}
