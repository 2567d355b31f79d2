using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>Good requests by operation. An operation that is not here is attacked with an empty object and made-up ids.</summary>
internal sealed class Samples(BadWorld world)
{
    private const string Answers = """{"answers":{"m1":"a"}}""";

    public Sample Of(Operation operation) => operation.Id switch
    {
        "register-account" or "request-login-code" => Sample.Of("""{"email":"orang.baru@contoh.id","phone":"081234567890"}""", "email", "phone"),
        "create-session" => Sample.Of("""{"email":"orang.baru@contoh.id","code":"000000"}"""),
        "put-identity" => Sample.Of($$"""{"nik":"{{world.Newcomer.Nik}}","familyCardNumber":"{{world.Newcomer.Resident["familyCardNumber"]}}"}"""),
        "put-profile" => new Sample(world.Newcomer.Resident["profile"]!.DeepClone()),
        "put-declaration" => new Sample(world.Newcomer.Resident["declaration"]!.DeepClone(), "consents"),
        "verify-phone" => Sample.Of("""{"code":"12345"}"""),
        "change-contacts" => Sample.Of("""{"email":"surel.lain@contoh.id"}"""),
        "put-test-answers" or "answer-survey" => Sample.Of(Answers) with { Route = Route("n", "0") },
        "join-batch" => Sample.Of($$"""{"batch":{{world.DraftBatch}}}"""),
        "put-payment-account" => Sample.Of("""{"provider":"bni","account":"1234567890"}"""),
        "buy-course" => Sample.Of($$"""{"courseCode":"{{world.Course}}","scheduleCode":"x"}""", "scheduleCode") with { Acceptable = [("scheduleCode", "\"\"")] },
        "review-course" => Sample.Of($$"""{"redeemCode":"{{world.RedeemCode}}","rating":5,"review":"Baik."}"""),
        "file-complaint" => Sample.Of("""{"category":"training","text":"Tidak ada sesi."}"""),
        "appeal-complaint" => Sample.Of("""{"text":"Saya keberatan."}""") with { Route = Route("complaint", world.Complaint) },
        "cancel-purchase" => new Sample(null) { Route = Route("redeemCode", world.RedeemCode), Token = world.Neighbour.Token },
        _ => OfStaff(operation) ?? OfPartner(operation) ?? OfSandbox(operation) ?? new Sample(operation.HasBody ? new JsonObject() : null),
    };

    private Sample? OfStaff(Operation operation) => operation.Id switch
    {
        "create-batch" => Sample.Of("""
            {"scheme":"normal","opensAt":"2026-02-01T00:00:00+07:00","closesAt":"2026-02-04T00:00:00+07:00","announcesAt":"2026-02-05T00:00:00+07:00","places":{"32.73":1},"reserves":1,"recovery":false}
            """, "recovery"),
        "hold-batch" or "cancel-batch" or "approve-cancellation" or "release-batch" or "approve-release" or "approve-batch" or "batch-readiness" or "get-batch" => new Sample(operation.HasBody ? JsonNode.Parse("""{"reason":"Diperiksa."}""") : null) { Route = Route("batch", $"{world.DraftBatch}") },
        "decide-complaint" => Sample.Of("""{"decision":"reject","reason":"Sesi ada."}""") with { Route = Route("id", world.Complaint) },
        "decide-review" => Sample.Of("""{"decision":"reject","reason":"Wajah berbeda."}""") with { Route = Route("id", world.Review) },
        "validate-course" => Sample.Of("""{"decision":"reject","reason":"Harga."}""") with { Route = Route("code", world.Course) },
        "search-participants" => Sample.Of("""{"email":"orang.baru@contoh.id"}"""),
        "import-listing" => Sample.Of("""{"list":"Kemensos","niks":["3273010101900001"]}"""),
        "post-statement" => Sample.Of("""{"lines":[{"reference":"r","amount":1,"at":"2026-01-05T08:00:00+07:00"}]}""") with
        {
            // Lines are answered one by one (api.md): a list of bad lines is read, and none of them counts.
            Acceptable = [("lines", "[null]"), ("lines", "[{}]")], AlsoRight = ["[]"],
        },
        _ => null,
    };

    private Sample? OfPartner(Operation operation) => operation.Id switch
    {
        "redeem-code-status" or "redeem-code-commit" => Sample.Of("""{"redeem_code":"ZZZZ-ZZZZ-ZZZZ","sequence":1}""", "sequence"),
        "training-webhook" => Sample.Of($$$"""{"type":"training.attended","timestamp":"2026-01-09T08:00:00+07:00","data":{"redeemCode":"{{{world.RedeemCode}}}","session":0,"attendedAt":"2026-01-09T08:00:00+07:00"}}""", "timestamp"),
        "payments-webhook" => Sample.Of("""{"type":"disbursement.succeeded","timestamp":"2026-01-09T08:00:00+07:00","data":{"reference":"00000000000000000000000000000000","amount":600000}}""", "timestamp"),
        "put-course" => Sample.Of($$"""
            {"title":"Kursus","institution":"{{world.Institution}}","mode":"online","price":1000,"regencies":["32.73"],"schedules":[{"scheduleCode":"s","startsAt":"2026-03-01T08:00:00+07:00","endsAt":"2026-03-02T08:00:00+07:00","sessions":2}],"occupation":"Kasir","level":"basic","kind":"skilling","hours":0,"closed":false}
            """, "regencies", "schedules", "closed") with { Route = Route("courseCode", "new-course") },
        _ => null,
    };

    private static Sample? OfSandbox(Operation operation) => operation.Id switch
    {
        "sandbox POST /sandbox/clock" => Sample.Of("""{"advance":"-P1D"}"""),
        "sandbox POST /sandbox/residents" => Sample.Of("""{"count":0,"seed":1}""", "seed") with { Acceptable = [("seed", "-1"), ("seed", "-9223372036854775808")] },
        "sandbox PUT /sandbox/residents/{nik}" => Sample.Of("""{"faceScore":101,"registry":"match","student":true}""", "faceScore", "registry", "student") with { Route = Route("nik", "1") },
        "sandbox PUT /sandbox/payments/{account}" => Sample.Of("""{"behaviour":"nope"}""") with { Route = Route("account", "1234567890") },
        "sandbox POST /sandbox/autoplay" => Sample.Of("""{"enabled":true}"""),
        "sandbox PUT /sandbox/registry" or "sandbox PUT /sandbox/beacon" => Sample.Of("""{"available":true}"""),
        _ => null,
    };

    private static Dictionary<string, string> Route(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
