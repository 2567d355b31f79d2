using System.Text;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>The bad requests for one operation; the same for every run of a seed.</summary>
internal sealed class AttackPlan(BadWorld world, int seed)
{
    private static readonly string[] Partnered = ["legacy", "training-webhooks", "payment-webhooks", "partners"];
    private readonly Samples samples = new(world);

    public IReadOnlyList<Attack> Of(string family)
    {
        var random = new Random(seed);
        return [.. world.Operations.Where(o => o.Family == family).SelectMany(o => Of(o, random))];
    }

    private IEnumerable<Attack> Of(Operation operation, Random random)
    {
        var sample = samples.Of(operation);
        var good = Good(operation, sample);
        var served = world.Operations.Where(o => o.Path == operation.Path).Select(o => o.Method).Append("HEAD").ToArray();
        var attacks = new List<Attack>();
        attacks.AddRange(RequestAttacks.Methodical(good, served));
        attacks.AddRange(Bodies(operation, sample, good, random));
        attacks.AddRange(RequestAttacks.Queries(good, operation.Query.ToArray()));
        attacks.AddRange(RequestAttacks.Routes(good, operation.Parameters, (name, id) => PathOf(operation, sample, name, id), Foreign(operation), Fine(operation)));
        if (good.Token is not null && !operation.Roles.Contains("optional", StringComparer.Ordinal))
        {
            attacks.AddRange(RequestAttacks.Tokens(good, random, Strangers(operation)));
        }

        if (operation.Method is "POST" or "PUT" && operation.Family != "sandbox" && !Harmless(operation))
        {
            attacks.AddRange(RequestAttacks.Keys(good));
        }

        return Partnered.Contains(operation.Family, StringComparer.Ordinal) ? attacks.Select(a => Signed(operation, a)).Concat(Forgeries(operation, good)) : attacks;
    }

    private IEnumerable<Attack> Bodies(Operation operation, Sample sample, Attack good, Random random)
    {
        if (!operation.HasBody)
        {
            return [];
        }

        if (operation.Path.Contains("/photos/", StringComparison.Ordinal))
        {
            return [.. FileAttacks.Photos(good, random), .. RequestAttacks.MediaAndSize(good, "image/png")];
        }

        if (operation.Id == "post-office-registrations")
        {
            return [.. FileAttacks.Csv(good), .. RequestAttacks.MediaAndSize(good, "text/csv")];
        }

        IEnumerable<Attack> sizes = RequestAttacks.MediaAndSize(good, "application/json");
        return [.. BodyAttacks.Of(good, sample), .. BodyAttacks.Noise(good, random), .. Partnered.Contains(operation.Family, StringComparer.Ordinal) ? sizes.Where(a => a.What.StartsWith("over", StringComparison.Ordinal)) : sizes];
    }

    private Attack Good(Operation operation, Sample sample) => new(operation.Id, "", operation.Method, PathOf(operation, sample, null, ""))
    {
        Token = sample.Token ?? TokenFor(operation),
        Body = sample.Body is null ? null : Encoding.UTF8.GetBytes(sample.Body.ToJsonString()),
        MediaType = operation.Path.Contains("/photos/", StringComparison.Ordinal) ? "image/png" : operation.Id == "post-office-registrations" ? "text/csv" : "application/json",
    };

    private string? TokenFor(Operation operation) => operation.Roles.Count == 0 ? null
        : operation.Roles.Contains("applicant", StringComparer.Ordinal) ? (operation.Family is "registration" or "photos" or "assessments" ? world.Newcomer : world.Trainee).Token
        : operation.Roles.FirstOrDefault(world.Staff.ContainsKey) is { } role ? world.Token(role) : null;

    private Dictionary<string, string> Strangers(Operation operation)
    {
        var strangers = world.Staff.Where(s => !operation.Roles.Contains(s.Key, StringComparer.Ordinal)).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        strangers["somebody long ago"] = world.ExpiredToken;
        if (operation.Id != "erase-me")
        {
            strangers["somebody erased"] = world.ErasedToken;
        }

        if (!operation.Roles.Contains("applicant", StringComparer.Ordinal))
        {
            strangers["an applicant"] = world.Neighbour.Token;
        }

        return strangers;
    }

    /// <summary>Ids that look bad and are right.</summary>
    private static string[] Fine(Operation operation) => operation.Id switch
    {
        "get-survey" => ["0", "00000000000000000000000000000000"],
        _ => [],
    };

    /// <summary>Ids that exist and are somebody else's, or of another kind.</summary>
    private string[] Foreign(Operation operation) => operation.Id switch
    {
        "cancel-purchase" => [world.RedeemCode, world.Complaint, world.Review],
        "appeal-complaint" => [world.Review, world.RedeemCode],
        "decide-complaint" or "decide-review" => [world.Course, world.RedeemCode],
        _ => [],
    };

    private static bool Harmless(Operation operation) => operation.Id is "search-participants";

    private static string PathOf(Operation operation, Sample sample, string? replaced, string id) => string.Join('/', operation.Path.Split('/').Select(
        s => !s.StartsWith('{') ? s : s[1..^1] == replaced ? id : sample.Route.GetValueOrDefault(s[1..^1], "00000000000000000000000000000000")));

    private Signer SignerOf(Operation operation) => new(world.Partners[operation.Family switch
    {
        "payment-webhooks" => "bni",
        _ => operation.Id == "put-course" ? "tokopedia" : world.Institution,
    }], world.Now);

    private Attack Signed(Operation operation, Attack attack) =>
        operation.Family is "legacy" or "partners" ? SignerOf(operation).Legacy(attack) : SignerOf(operation).Webhook(attack);

    private IEnumerable<Attack> Forgeries(Operation operation, Attack good) =>
        SignerOf(operation).Forgeries(good, operation.Family is "legacy" or "partners", new Signer(world.Partners["dana"], world.Now));
}
