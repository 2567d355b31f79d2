using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Prakerja.Azure.Identity;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Identity;

public sealed class EntraOperatorsTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeAuthority authority = new();
    private readonly AuthorityKeys keys;
    private readonly EntraOperators operators;

    public EntraOperatorsTests()
    {
        var settings = new EntraSettings(FakeAuthority.Tenant, [FakeAuthority.Audience], new Uri("https://login.microsoftonline.com"));
        keys = new AuthorityKeys(new HttpClient(authority), settings.Metadata, clock);
        operators = new EntraOperators(settings, keys, clock);
    }

    public void Dispose()
    {
        keys.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task Find_GoodToken_IsTheObjectIdWithItsRolesAndNoName()
    {
        var caller = await FindAsync(authority.Sign(Claims(("roles", new JsonArray("operator", "finance", "cook")))));
        Assert.Equal((Access.Operator | Access.Finance, "aaaaaaaa-0000-0000-0000-000000000001"), (caller!.Roles, caller.Id));
        Assert.Empty(caller.Regencies);
    }

    [Fact]
    public async Task Find_TokenOfVersion1_IsTakenToo() => Assert.NotNull(await FindAsync(authority.Sign(Claims(("iss", $"https://sts.windows.net/{FakeAuthority.Tenant}/")))));

    [Theory]
    [InlineData("office.32.73", 1)]
    [InlineData("office.91", 9)]
    public async Task Find_OfficeRole_IsBoundToItsRegencies(string role, int atLeast)
    {
        var caller = await FindAsync(authority.Sign(Claims(("roles", new JsonArray(role)))));
        Assert.Equal(Access.Office, caller!.Roles);
        Assert.True(caller.Regencies.Count >= atLeast);
        Assert.All(caller.Regencies, code => Assert.StartsWith(role["office.".Length..], code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("office")]
    [InlineData("office.")]
    [InlineData("office.00.00")]
    [InlineData("Operator")]
    [InlineData("applicant")]
    public async Task Find_UnknownRole_MayDoNothing(string role) =>
        Assert.Equal(Access.Anonymous, (await FindAsync(authority.Sign(Claims(("roles", new JsonArray(role))))))!.Roles);

    [Fact]
    public async Task Find_NoRolesAtAll_MayDoNothing() => Assert.Equal(Access.Anonymous, (await FindAsync(authority.Sign(Claims(("roles", null)))))!.Roles);

    [Theory]
    [InlineData("iss", "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0")]
    [InlineData("aud", "00000003-0000-0000-c000-000000000000")]
    [InlineData("tid", "99999999-2222-3333-4444-555555555555")]
    [InlineData("oid", "sari")]
    [InlineData("oid", null)]
    [InlineData("scp", null)]
    [InlineData("aud", null)]
    [InlineData("iss", null)]
    [InlineData("exp", null)]
    public async Task Find_WrongOrMissingClaim_IsNobody(string claim, string? value) =>
        Assert.Null(await FindAsync(authority.Sign(Claims((claim, value is null ? null : JsonValue.Create(value))))));

    [Theory]
    [InlineData(-62, true)]
    [InlineData(-58, false)]
    [InlineData(3658, false)]
    [InlineData(3662, true)]
    public async Task Find_ByTheClock_HoldsFromNotBeforeToExpiryAndAMinute(int seconds, bool refused)
    {
        var issued = clock.GetUtcNow().AddSeconds(-seconds);
        Assert.Equal(refused, await FindAsync(authority.Sign(FakeAuthority.Claims(issued))) is null);
    }

    [Fact]
    public async Task Find_Unsigned_IsNobody() => Assert.Null(await FindAsync(FakeAuthority.Unsigned(Claims())));

    [Fact]
    public async Task Find_HmacWithThePublicKey_IsNobody() => Assert.Null(await FindAsync(authority.SignWithPublicKey(Claims(), "one")));

    [Fact]
    public async Task Find_ChangedAfterSigning_IsNobody()
    {
        var (token, other) = (authority.Sign(Claims()).Split('.'), authority.Sign(Claims(("roles", new JsonArray("finance")))).Split('.'));
        Assert.Null(await FindAsync($"{token[0]}.{other[1]}.{token[2]}"));
    }

    [Theory]
    [InlineData("op-guess")]
    [InlineData("")]
    public async Task Find_NoSuchToken_IsNobodyAndAsksNobody(string token)
    {
        Assert.Null(await FindAsync(token));
        Assert.Equal(0, authority.Reads);
    }

    [Fact]
    public async Task Find_Garbled_IsNobody() => Assert.Null(await FindAsync("a.b.c"));

    [Fact]
    public async Task Keys_Rotated_AreReadAgainForATokenOfTheNewKey()
    {
        Assert.NotNull(await FindAsync(authority.Sign(Claims())));
        authority.Rotate("two");
        clock.Advance(AuthorityKeys.AtMostEvery);
        Assert.NotNull(await FindAsync(authority.Sign(Claims())));
        Assert.Equal(2, authority.Reads);
    }

    [Fact]
    public async Task Keys_ManyUnknownIds_AreReadAgainOnlyOnce()
    {
        Assert.NotNull(await FindAsync(authority.Sign(Claims())));
        clock.Advance(AuthorityKeys.AtMostEvery);
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await FindAsync(authority.Sign(Claims(), $"made-up-{i}")));
        }

        Assert.Equal(2, authority.Reads);
    }

    [Fact]
    public async Task Keys_AuthorityAway_OldOnesServeOnAndNoneIsUnavailable()
    {
        authority.Reachable = false;
        var token = authority.Sign(Claims());
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await FindAsync(token));
        authority.Reachable = true;
        Assert.NotNull(await FindAsync(token));
        authority.Reachable = false;
        clock.Advance(AuthorityKeys.Fresh);
        Assert.NotNull(await FindAsync(authority.Sign(Claims())));
    }

    [Fact]
    public void Settings_Missing_AreNamed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => EntraSettings.Read(new ConfigurationBuilder().Build()));
        Assert.Contains("Entra__tenantId", error.Message, StringComparison.Ordinal);
    }

    private JsonObject Claims(params (string Name, JsonNode? Value)[] changes) => FakeAuthority.Claims(clock.GetUtcNow(), changes);

    private ValueTask<Caller?> FindAsync(string token) => operators.FindAsync(new DefaultHttpContext(), token);
}
