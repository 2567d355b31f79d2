using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Registering, logging in, contacts.</summary>
public sealed class AccountsFunctions(HttpRunner http)
{
    [Function("register-account")]
    public Task<IResult> RegisterAccount([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/accounts")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("register-account", request, durable);

    [Function("change-contacts")]
    public Task<IResult> ChangeContacts([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/me/contacts")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("change-contacts", request, durable);

    [Function("create-session")]
    public Task<IResult> CreateSession([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sessions")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("create-session", request, durable);

    [Function("request-login-code")]
    public Task<IResult> RequestLoginCode([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sessions/codes")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("request-login-code", request, durable);
}
