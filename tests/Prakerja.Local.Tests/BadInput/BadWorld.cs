using System.Text.Json.Nodes;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>A programme under way: somebody in training, somebody verified, somebody new, a case to review, a complaint, an open batch and a draft.</summary>
public sealed class BadWorld : IAsyncLifetime
{
    private readonly Dictionary<string, string> staff = new(StringComparer.Ordinal);
    private List<(string Path, string? Token)> watched = [];

    public RunningHost Host { get; private set; } = null!;

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    public Applicant Trainee { get; private set; } = null!;

    public Applicant Neighbour { get; private set; } = null!;

    public Applicant Newcomer { get; private set; } = null!;

    public string ExpiredToken { get; private set; } = "";

    public string ErasedToken { get; private set; } = "";

    /// <summary>Of the sandbox, by id.</summary>
    public IReadOnlyDictionary<string, JsonNode> Partners { get; private set; } = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

    public DateTimeOffset Now { get; private set; }

    public string RedeemCode { get; private set; } = "";

    public string Institution { get; private set; } = "";

    public string Course { get; private set; } = "";

    public string Complaint { get; private set; } = "";

    public string Review { get; private set; } = "";

    public int OpenBatch { get; private set; }

    public int DraftBatch { get; private set; }

    public string Token(string role) => staff[role];

    public IReadOnlyDictionary<string, string> Staff => staff;

    public async Task InitializeAsync()
    {
        Host = await RunningHost.StartAsync();
        Operations = await Operation.ReadAsync(Host);
        foreach (var role in (string[])["operator", "reviewer", "finance", "auditor", "office"])
        {
            staff[role] = await Programme.Staff.TokenAsync(Host, role);
        }

        var people = await Applicant.MakeAsync(Host, 5);
        (Trainee, Neighbour, Newcomer) = (people[0], people[1], people[2]);
        await TrainAsync();
        await MeetAsync(people[3], people[4]);
        Now = await Host.NowAsync();
        Watch();
    }

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    /// <summary>All that bad input must not change, as text.</summary>
    public async Task<string> SnapshotAsync()
    {
        var seen = await Task.WhenAll(watched.Select(async w => $"{w.Path}: {(await Host.GetOkAsync(w.Path, w.Token)).ToJsonString()}"));
        return string.Join('\n', seen);
    }

    private async Task TrainAsync()
    {
        await Trainee.BecomeVerifiedAsync();
        ExpiredToken = Trainee.Token;
        await SchemeTests.WinAsync(Host, Trainee, "normal");
        var (purchase, course) = await Training.BuyAsync(Host, Trainee);
        (RedeemCode, Course, Institution) = (purchase["redeemCode"]!.GetValue<string>(), course["courseCode"]!.GetValue<string>(), course["institution"]!.GetValue<string>());
        await Trainee.LinkAccountAsync();
        Complaint = (await Host.ExpectAsync(201, HttpMethod.Post, "/api/me/complaints", new { category = "training", text = "Sesi kedua tidak ada." }, Trainee.Token))["complaint"]!.GetValue<string>();
    }

    private async Task MeetAsync(Applicant doubtful, Applicant leaver)
    {
        await Neighbour.BecomeVerifiedAsync();
        await Newcomer.RegisterAsync();
        await Host.PutOkAsync($"/sandbox/residents/{doubtful.Nik}", new { faceScore = 5 });
        await doubtful.RegisterAsync();
        await doubtful.FillInAsync();
        await leaver.RegisterAsync();
        ErasedToken = leaver.Token;
        await Host.SendOkAsync(HttpMethod.Delete, "/api/me", null, leaver.Token);
        await Host.GetOkAsync("/sandbox/clock");
        Review = (await Programme.Staff.ReviewsAsync(Host))[0]["id"]!.GetValue<string>();
        var places = new Dictionary<string, int> { ["32.73"] = 10 };
        OpenBatch = await Programme.Staff.OpenBatchAsync(Host, "normal", places);
        var now = await Host.NowAsync();
        var draft = new { scheme = "normal", opensAt = now, closesAt = now.AddDays(3), announcesAt = now.AddDays(4), places, reserves = 0 };
        DraftBatch = (await Host.ExpectAsync(201, HttpMethod.Post, "/api/admin/batches", draft, Token("operator")))["batch"]!.GetValue<int>();
        Partners = (await Host.GetOkAsync("/sandbox/partners")).AsArray().ToDictionary(p => p!["id"]!.GetValue<string>(), p => p!, StringComparer.Ordinal);
        await Host.GetOkAsync("/sandbox/clock");
    }

    private void Watch() => watched =
    [
        .. ((Applicant[])[Trainee, Neighbour, Newcomer]).SelectMany(a => ((string[])["/api/me", "/api/me/test", "/api/me/surveys/0", "/api/me/complaints", "/api/me/notifications"]).Select(p => (p, (string?)a.Token))),
        ("/api/public/funnel", null), ("/api/public/batches", null), ("/api/courses?limit=200", null), ("/sandbox/payments", null), ("/sandbox/messages", null), ("/sandbox/clock", null),
        ("/api/admin/batches", Token("operator")), ("/api/admin/reviews", Token("reviewer")), ("/api/admin/complaints", Token("operator")), ("/api/admin/courses?limit=200", Token("operator")),
        ("/api/admin/listings", Token("operator")), ("/api/admin/ledger/entries?limit=200", Token("finance")), ("/api/admin/payouts?state=suspense", Token("finance")),
        ("/api/admin/reconciliation", Token("finance")), ("/api/offices/registrations", Token("office")),
    ];
}
