namespace Prakerja.Azure.Tests.Storage;

/// <summary>Executes the next writing request, lets others act, and then loses its reply. Everything else passes.</summary>
public sealed class OneLostReply() : DelegatingHandler(new SocketsHttpHandler())
{
    private Func<Task>? meanwhile;
    private int passing;

    public int Writes { get; private set; }

    /// <param name="othersAct">What happens between the request's effect and the moment its sender knows that the reply is lost.</param>
    /// <param name="after">So many writing requests pass before.</param>
    public void LoseNext(Func<Task>? othersAct = null, int after = 0) => (meanwhile, passing) = (othersAct ?? (() => Task.CompletedTask), after);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isWrite = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head;
        Writes += isWrite ? 1 : 0;
        var response = await base.SendAsync(request, cancellationToken);
        if (!isWrite || meanwhile is not { } act || passing-- > 0)
        {
            return response;
        }

        meanwhile = null;
        response.Dispose();
        await act();
        throw new HttpRequestException("The connection broke before the reply.");
    }
}
