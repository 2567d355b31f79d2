using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Accounts;

public class ContactChangeTests
{
    private const string Old = "+6281234567890";
    private const string New = "+6281234567891";
    private const string Nik = "3273014403950001";

    [Fact]
    public async Task Phone_ChangedAndNotProven_IsNotVerifiedByALogInWithTheOldOne()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await VerifiedAsync(harness);
        await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { phone = New }, token);

        Assert.Equal(201, await LogInAsync(harness, Old));

        Assert.Null((await harness.FindAsync(harness.IdOf(token))).Contacts.PhoneVerifiedAt);
        Assert.Null(await HolderAsync(harness, New));
    }

    [Fact]
    public async Task Phone_ReplacedByAProvenOne_IsFreeAndOpensNothing()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await VerifiedAsync(harness);
        await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { phone = New }, token);
        await harness.SendAsync("POST", "/api/sessions/codes", new { phone = Old });
        await harness.SettleAsync();
        var code = harness.CodeTo(Old);
        await harness.VerifyPhoneAsync(token, New);

        Assert.Equal(401, (await harness.SendAsync("POST", "/api/sessions", new { phone = Old, code })).Status);
        await harness.SettleAsync();

        Assert.Null(await HolderAsync(harness, Old));
        Assert.Equal(harness.IdOf(token), await HolderAsync(harness, New));
        Assert.Empty((await harness.FindAsync(harness.IdOf(token))).Former);
    }

    [Fact]
    public async Task Phone_ChangedBackAndForth_IsHeldByItsOwner()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await VerifiedAsync(harness);
        foreach (var phone in new[] { New, Old, New, Old })
        {
            await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { phone }, token);
            await harness.VerifyPhoneAsync(token, phone);
        }

        await harness.SettleAsync();

        Assert.Equal(harness.IdOf(token), await HolderAsync(harness, Old));
        Assert.Null(await HolderAsync(harness, New));
    }

    [Fact]
    public async Task Email_ReplacedByAProvenOne_IsFreeAndOpensNothing()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("old@example.id");
        await harness.SendAsync("POST", "/api/sessions/codes", new { email = "old@example.id" });
        await harness.SettleAsync();
        var code = harness.CodeTo("old@example.id");
        await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { email = "new@example.id" }, token);
        Assert.Equal(201, await LogInAsync(harness, "new@example.id"));

        Assert.Equal(401, (await harness.SendAsync("POST", "/api/sessions", new { email = "old@example.id", code })).Status);
        await harness.SettleAsync();
        var other = await harness.LogInAsync("old@example.id");

        Assert.NotEqual(harness.IdOf(token), harness.IdOf(other));
        Assert.Equal(harness.Get<BlindIndex>().Email("new@example.id"), (await harness.FindAsync(harness.IdOf(token))).Contacts.EmailIndex);
        Assert.Equal(201, await LogInAsync(harness, "new@example.id"));
    }

    [Theory]
    [InlineData(New)]
    [InlineData(Old)]
    public async Task Phone_ChangedWhileTheRegistryIsAway_IsVerifiedOnceOneIsProven(string proven)
    {
        await using var harness = await PipelineHarness.StartAsync();
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Unavailable);
        var token = await harness.RegisterAsync("a", Nik, Old);
        await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { phone = New }, token);
        await harness.AdvanceAsync(TimeSpan.FromHours(2));
        harness.World.Civil.Remove(Nik);
        token = harness.Get<AccessTokens>().Issue(harness.IdOf(token)).Token;
        await harness.SendAsync("PUT", "/api/me/contacts", new { phone = proven }, token);
        await harness.VerifyPhoneAsync(token, proven);
        await harness.SettleAsync();

        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(token))).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtAnyCommitOfTheProof_LeavesNoClaimBehind(bool afterCommit)
    {
        for (var point = 1; point <= 6; point++)
        {
            await using var harness = await PipelineHarness.StartAsync();
            var token = await VerifiedAsync(harness);
            await harness.ExpectAsync(202, "PUT", "/api/me/contacts", new { phone = New }, token);
            await harness.SettleAsync();
            await harness.ExpectAsync(202, "POST", "/api/me/phone/codes", null, token);
            await harness.SettleAsync();
            var code = harness.CodeTo(New);
            harness.Tables.CrashAt(point, afterCommit);
            await Task.WhenAny(ProveAsync(harness, token, code), harness.Tables.Crashed);
            await harness.RestartAsync();
            await harness.SendAsync("POST", "/api/me/phone/verifications", new { code }, token);
            await harness.RunTimerAsync("outbox-sweep");

            var proven = (await harness.FindAsync(harness.IdOf(token))).Contacts.PhoneVerifiedAt is not null;
            Assert.Equal((point, proven ? null : harness.IdOf(token)), (point, await HolderAsync(harness, Old)));
        }
    }

    private static async Task ProveAsync(PipelineHarness harness, string token, string code)
    {
        await harness.SendAsync("POST", "/api/me/phone/verifications", new { code }, token);
        await harness.SettleAsync();
    }

    private static async Task<string> VerifiedAsync(PipelineHarness harness)
    {
        var token = await harness.LogInAsync("a@example.id", Old);
        await harness.VerifyPhoneAsync(token, Old);
        return token;
    }

    private static async Task<int> LogInAsync(PipelineHarness harness, string to)
    {
        var (email, phone) = to.Contains('@', StringComparison.Ordinal) ? (to, (string?)null) : (null, to);
        await harness.SendAsync("POST", "/api/sessions/codes", new { email, phone });
        await harness.SettleAsync();
        return (await harness.SendAsync("POST", "/api/sessions", new { email, phone, code = harness.CodeTo(to) })).Status;
    }

    private static async Task<string?> HolderAsync(PipelineHarness harness, string phone) =>
        await harness.Get<Claims>().HolderAsync(ClaimKinds.Phone, harness.Get<BlindIndex>().Phone(phone));
}
