using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>The steps of the registration.</summary>
public sealed class RegistrationFunctions(HttpRunner http)
{
    [Function("put-declaration")]
    public Task<IResult> PutDeclaration([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/declaration")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-declaration", request, durable);

    [Function("put-identity")]
    public Task<IResult> PutIdentity([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/identity")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-identity", request, durable);

    [Function("request-phone-code")]
    public Task<IResult> RequestPhoneCode([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/phone/codes")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("request-phone-code", request, durable);

    [Function("verify-phone")]
    public Task<IResult> VerifyPhone([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/phone/verifications")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("verify-phone", request, durable);

    [Function("put-ktp-photo")]
    public Task<IResult> PutKtpPhoto([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/photos/ktp")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-ktp-photo", request, durable);

    [Function("put-selfie")]
    public Task<IResult> PutSelfie([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/photos/selfie")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-selfie", request, durable);

    [Function("put-profile")]
    public Task<IResult> PutProfile([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/profile")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-profile", request, durable);

    [Function("get-test")]
    public Task<IResult> GetTest([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/me/test")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-test", request, durable);

    [Function("put-test-answers")]
    public Task<IResult> PutTestAnswers([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/test/answers")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-test-answers", request, durable);

    [Function("submit-test")]
    public Task<IResult> SubmitTest([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/test/submission")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("submit-test", request, durable);
}
