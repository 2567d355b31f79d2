using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>The applicant's own things.</summary>
public sealed class MeFunctions(HttpRunner http)
{
    [Function("erase-me")]
    public Task<IResult> EraseMe([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/me")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("erase-me", request, durable);

    [Function("get-me")]
    public Task<IResult> GetMe([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-me", request, durable);

    [Function("get-access-log")]
    public Task<IResult> GetAccessLog([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/access-log")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-access-log", request, durable);

    [Function("leave-batch")]
    public Task<IResult> LeaveBatch([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/me/batch")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("leave-batch", request, durable);

    [Function("get-my-entry")]
    public Task<IResult> GetMyEntry([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/batch")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-my-entry", request, durable);

    [Function("join-batch")]
    public Task<IResult> JoinBatch([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/batch")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("join-batch", request, durable);

    [Function("list-complaints")]
    public Task<IResult> ListComplaints([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/complaints")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-complaints", request, durable);

    [Function("file-complaint")]
    public Task<IResult> FileComplaint([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/complaints")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("file-complaint", request, durable);

    [Function("appeal-complaint")]
    public Task<IResult> AppealComplaint([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/complaints/{complaint}/appeal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("appeal-complaint", request, durable);

    [Function("get-my-data")]
    public Task<IResult> GetMyData([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/data")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-my-data", request, durable);

    [Function("list-notifications")]
    public Task<IResult> ListNotifications([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/notifications")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-notifications", request, durable);

    [Function("put-payment-account")]
    public Task<IResult> PutPaymentAccount([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/payment-account")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-payment-account", request, durable);

    [Function("get-survey")]
    public Task<IResult> GetSurvey([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/surveys/{n}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-survey", request, durable);

    [Function("answer-survey")]
    public Task<IResult> AnswerSurvey([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/surveys/{n}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("answer-survey", request, durable);
}
