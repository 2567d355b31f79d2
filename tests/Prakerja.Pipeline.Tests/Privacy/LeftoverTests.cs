using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Offices;
using Prakerja.Pipeline.Tests.Partners;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Privacy;

/// <summary>Everything stored is looked through after an erasure: for what the person said, their keyed hashes, and their random id.</summary>
public sealed class LeftoverTests
{
    private const string Nik = "3273014403950001";
    private const string Phone = "+6281234567890";
    private const string Account = "1234567890";

    /// <summary>What may stay, and why.</summary>
    private static readonly (string Place, string Why)[] Kept =
    [
        ("participants/{shard}/p|{id}", "The accounts of the state: award, purchases and payouts of a random id, nothing personal."),
        ("participants/{shard}/l|{id}|", "Ledger."),
        ("participants/{shard}/j|", "Ledger: the same by the day of posting."),
        ("payoutrefs/", "Ledger: what a payment partner's reference stands for, should it bounce."),
        ("payoutruns/", "Ledger: the instructions that a day's control totals are made of."),
        ("redeemcodes/", "Ledger: whose balance paid for a course."),
        ("audit/", "Audit trail."),
        ("claims/{nik3}/recipient|{nik}", "A keyed hash of the NIK was awarded once."),
        ("claims/{card3}/family-card-1|{card}", "Two recipients per family card hold at every moment, leavers included."),
        ("claims/{number3}/card|{number}", "Nobody else gets this card number, which the ledger names."),
        ("batchhouseholds/", "Escrow of the draw: a keyed hash of the family card, no person."),
    ];

    [Fact]
    public async Task Recipient_Erased_LeavesOnlyWhatMayStay()
    {
        var tables = new WatchedTables();
        await using var harness = (await PipelineHarness.StartAsync(decorate: tables.Watch)).WithPartners();
        var id = await RecipientAsync(harness);
        var before = await harness.FindAsync(id);
        Assert.NotEmpty(before.Payouts);
        Assert.True(Found(await tables.ReadAllAsync(), before).Count > 30, "The person left hardly a trace to begin with.");

        await EraseAsync(harness, id);

        Assert.Empty(Found([.. await tables.ReadAllAsync(), .. await harness.Blobs.ReadAllAsync()], before));
    }

    [Fact]
    public async Task Report_RepeatedAfterTheErasure_LeavesNothing()
    {
        var tables = new WatchedTables();
        await using var harness = (await PipelineHarness.StartAsync(decorate: tables.Watch)).WithPartners();
        var id = await RecipientAsync(harness);
        var before = await harness.FindAsync(id);
        await EraseAsync(harness, id);

        Assert.Equal(202, (await harness.CompletedAsync("e1", before.Purchases[0].RedeemCode)).Status);
        await harness.SettleAsync();

        Assert.Empty(Found(await tables.ReadAllAsync(), before));
    }

    [Fact]
    public async Task PersonOfAnOffice_Erased_LeavesNothing()
    {
        var tables = new WatchedTables();
        await using var harness = await PipelineHarness.StartAsync(decorate: tables.Watch);
        var file = OfficeRegistrationsTests.File(OfficeRegistrationsTests.Line(1, email: "siti@example.id"));
        var id = (await OfficeRegistrationsTests.PostAsync(harness, file)).Json["items"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(202, (await harness.AsAsync(id, "PUT", "/api/me/identity", new { nik = Nik, familyCardNumber = Nik })).Status);
        var before = await harness.FindAsync(id);

        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        await harness.SettleAsync();

        Assert.Empty(Found(await tables.ReadAllAsync(), before));
    }

    [Fact]
    public async Task MyData_OfARecipient_HoldsReceiptAndReview()
    {
        await using var harness = (await PipelineHarness.StartAsync()).WithPartners();
        var id = await RecipientAsync(harness);
        var data = (await harness.AsAsync(id, "GET", "/api/me/data")).Json;
        Assert.Equal((await harness.FindAsync(id)).Award!.Ticket, (string?)data["receipts"]!.AsArray().Single()!["receipt"]!["ticket"]);
        Assert.Equal("Mengajar dengan sabar.", (string?)data["reviews"]![0]!["review"]);
    }

    [Fact]
    public async Task MyData_OfAPersonOfAnOffice_NamesTheLineOfTheFile()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var file = OfficeRegistrationsTests.File(OfficeRegistrationsTests.Line(1, email: "siti@example.id"));
        var id = (await OfficeRegistrationsTests.PostAsync(harness, file)).Json["items"]![0]!["id"]!.GetValue<string>();
        await harness.AsAsync(id, "PUT", "/api/me/identity", new { nik = Nik, familyCardNumber = Nik });
        Assert.Equal(2, (int)(await harness.AsAsync(id, "GET", "/api/me/data")).Json["office"]!["line"]!);
    }

    private static async Task EraseAsync(PipelineHarness harness, string id)
    {
        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me")).Status);
        await harness.SettleAsync();
    }

    /// <summary>From the account to the first incentive, with a complaint, a mismatch, and a member of staff who looked.</summary>
    private static async Task<string> RecipientAsync(PipelineHarness harness)
    {
        harness.World.Pay = _ => new PaymentReply(PaymentStatus.Succeeded);
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Mismatch);
        var token = await harness.RegisterAsync("siti", Nik, Phone);
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Match, 50);
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Applicants.Profile() with { Address = "Jalan Braga 7" }, token);
        await harness.SettleAsync();
        var review = (await harness.AsStaffAsync(Access.Reviewer, "rina", "GET", "/api/admin/reviews")).Json["items"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Reviewer, "rina", "POST", $"/api/admin/reviews/{review}", new { decision = "approve", reason = "The same person." })).Status);
        await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "other", text = "Lambat sekali." }, token);
        await harness.AsStaffAsync(Access.Operator, "budi", "GET", $"/api/admin/participants/{harness.IdOf(token)}");
        await TakeTestAsync(harness, token);
        var id = harness.IdOf(token);
        await WinAsync(harness, token);
        await TrainAsync(harness, id);
        await harness.AdvanceAsync(TimeSpan.FromDays(1));
        return id;
    }

    private static async Task TakeTestAsync(PipelineHarness harness, string token)
    {
        var test = (await harness.ExpectAsync(200, "GET", "/api/me/test", null, token)).Json;
        var answers = test["questions"]!.AsArray().ToDictionary(q => (string)q!["id"]!, q => (string)q!["options"]![0]!["id"]!);
        await harness.ExpectAsync(204, "PUT", "/api/me/test/answers", new { answers }, token);
        await harness.ExpectAsync(200, "POST", "/api/me/test/submission", null, token);
    }

    private static async Task WinAsync(PipelineHarness harness, string token)
    {
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var joined = await harness.SendAsync("PUT", "/api/me/batch", new { batch }, token, ("Idempotency-Key", "join"));
        Assert.True(joined.Status == 202, joined.Text);
        var id = harness.IdOf(token);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.NotNull((await harness.FindAsync(id)).Award);
    }

    private static async Task TrainAsync(PipelineHarness harness, string id)
    {
        var token = harness.Get<AccessTokens>().Issue(id).Token;
        var code = await harness.BoughtAsync(id, await harness.AddCourseAsync());
        Assert.Equal(202, (await harness.CompletedAsync("e1", code)).Status);
        await harness.SettleAsync();
        await harness.ExpectAsync(201, "POST", "/api/me/reviews", new { redeemCode = code, rating = 5, review = "Mengajar dengan sabar." }, token);
        await harness.ExpectAsync(202, "PUT", "/api/me/payment-account", new { provider = "bni", account = Account }, token);
        await harness.SettleAsync();
        var reference = (await harness.FindAsync(id)).Account!.Reference;
        var body = PipelineJson.Write(new { type = "account.verified", timestamp = harness.Now, data = new { reference } });
        Assert.Equal(202, (await harness.Get<PaymentEvents>().ApplyAsync(body, "bni")).Status);
        await harness.SettleAsync();
    }

    /// <summary>Where the person is still found, and by what.</summary>
    private static List<string> Found(IReadOnlyList<(string Place, string Text)> all, Participant person)
    {
        string?[] traces =
        [
            person.Id, Nik, Phone, Account, "siti@example.id", "Siti Aminah", "Jalan Asia Afrika", "Jalan Braga", "Lambat sekali", "Mengajar dengan sabar", "SERT-1",
            "The same person", person.Contacts.EmailIndex, person.Contacts.PhoneIndex, person.Facts.NikIndex, person.Facts.FamilyCardIndex, person.Account?.Index,
        ];
        string[] kept = [.. Kept.Select(k => Place(k.Place, person)).OfType<string>()];
        return
        [
            .. from row in all
               where !kept.Any(k => row.Place.StartsWith(k, StringComparison.Ordinal)) || !OnlyHashes(row.Text)
               from trace in traces
               where trace is not null && row.Text.Contains(trace, StringComparison.Ordinal)
               select $"{row.Place}: {trace}",
        ];
    }

    /// <summary>What is kept says nothing of the person in plain.</summary>
    private static bool OnlyHashes(string text) =>
        !new[] { Nik, Phone, Account, "@example.id", "Siti", "Jalan", "SERT-1", "sabar" }.Any(word => text.Contains(word, StringComparison.Ordinal));

    private static string? Place(string template, Participant person)
    {
        var (nik, card, number) = (person.Facts.NikIndex, person.Facts.FamilyCardIndex, person.Award?.CardNumber);
        return template.Contains("{number}", StringComparison.Ordinal) && number is null ? null : template
            .Replace("{shard}", ParticipantKeys.Shard(person.Id), StringComparison.Ordinal).Replace("{id}", person.Id, StringComparison.Ordinal)
            .Replace("{nik3}", nik?[..3], StringComparison.Ordinal).Replace("{nik}", nik, StringComparison.Ordinal)
            .Replace("{card3}", card?[..3], StringComparison.Ordinal).Replace("{card}", card, StringComparison.Ordinal)
            .Replace("{number3}", number?[..3], StringComparison.Ordinal).Replace("{number}", number, StringComparison.Ordinal);
    }
}
