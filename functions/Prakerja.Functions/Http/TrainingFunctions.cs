using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Courses bought and reviewed.</summary>
public sealed class TrainingFunctions(HttpRunner http)
{
    [Function("list-courses")]
    public Task<IResult> ListCourses([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/courses")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-courses", request, durable);

    [Function("buy-course")]
    public Task<IResult> BuyCourse([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/purchases")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("buy-course", request, durable);

    [Function("cancel-purchase")]
    public Task<IResult> CancelPurchase([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/me/purchases/{redeemCode}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("cancel-purchase", request, durable);

    [Function("review-course")]
    public Task<IResult> ReviewCourse([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/reviews")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("review-course", request, durable);
}
