using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Tests.Registration;

/// <summary>Two at once for the same address or identity, in every order of their steps on the tables that matter.</summary>
public class ClaimRaceTests
{
    private const string One = "11111111111111111111111111111111";
    private const string Two = "22222222222222222222222222222222";

    [Theory]
    [InlineData(ClaimKinds.Email)]
    [InlineData(ClaimKinds.Phone)]
    [InlineData(ClaimKinds.Nik)]
    public async Task Claim_OfTwo_IsHeldByOneAndBothSeeTheSame(string kind)
    {
        var (orders, harness) = await StartAsync(Claims.Table);
        await using var ending = harness;
        var claims = harness.Get<Claims>();
        var tried = await orders.ExploreAsync(run =>
        {
            var (index, seen) = ($"{run:x32}", new string[2]);
            return Task.FromResult<(Func<Task>, Func<Task>, Func<Task>)>((
                async () => seen[0] = await claims.ClaimAsync(kind, index, One),
                async () => seen[1] = await claims.ClaimAsync(kind, index, Two),
                async () =>
                {
                    Assert.Equal(seen[0], seen[1]);
                    Assert.Equal(seen[0], await claims.HolderAsync(kind, index));
                }));
        });

        Assert.Equal(2, tried);
    }

    [Fact]
    public async Task Claim_WhileTheHolderGivesItUp_IsNeverHeldByBothOrLost()
    {
        var (orders, harness) = await StartAsync(Claims.Table);
        await using var ending = harness;
        var claims = harness.Get<Claims>();
        var tried = await orders.ExploreAsync(async run =>
        {
            var (index, seen) = ($"{run:x32}", "");
            await claims.ClaimAsync(ClaimKinds.Nik, index, One);
            return (
                () => claims.ReleaseAsync(ClaimKinds.Nik, index, One),
                async () => seen = await claims.ClaimAsync(ClaimKinds.Nik, index, Two),
                async () => Assert.Equal(seen == Two ? Two : null, await claims.HolderAsync(ClaimKinds.Nik, index)));
        });

        Assert.True(tried >= 6, $"{tried} orders");
    }

    [Fact]
    public async Task LastSlot_OfAFamilyCard_IsTakenOnce()
    {
        var (orders, harness) = await StartAsync(Claims.Table);
        await using var ending = harness;
        var claims = harness.Get<Claims>();
        await orders.ExploreAsync(async run =>
        {
            var (index, slots) = ($"{run:x32}", new int?[2]);
            await claims.ClaimSlotAsync(ClaimKinds.FamilyCard, index, 2, "00000000000000000000000000000000");
            return (
                async () => slots[0] = await claims.ClaimSlotAsync(ClaimKinds.FamilyCard, index, 2, One),
                async () => slots[1] = await claims.ClaimSlotAsync(ClaimKinds.FamilyCard, index, 2, Two),
                () =>
                {
                    Assert.Single(slots, s => s == 2);
                    Assert.Single(slots, s => s is null);
                    return Task.CompletedTask;
                });
        });
    }

    [Fact]
    public async Task Email_RegisteredTwiceAtOnce_MakesOneAccount()
    {
        var (orders, harness) = await StartAsync(Claims.Table, OneTimeCodes.Table);
        await using var ending = harness;
        var intake = harness.Get<RegistrationIntake>();
        var (box, index) = (harness.Get<AddressBox>(), harness.Get<BlindIndex>());
        var tried = await orders.ExploreAsync(async run =>
        {
            var email = $"race{run}@example.id";
            string[] ids = [$"aa{run:x30}", $"bb{run:x30}"];
            foreach (var id in ids)
            {
                var record = new InboxRecord(id, box.Seal(email), null, "id", harness.Now);
                await harness.Get<Prakerja.Pipeline.Ports.ITableStore>().CommitAsync(
                    ParticipantKeys.Table, id[..2], [new Prakerja.Pipeline.Ports.TableWrite.Insert(ParticipantKeys.Inbox(harness.Now, id), PipelineJson.Write(record))]);
            }

            return (
                () => intake.HandleAsync("aa", CancellationToken.None),
                () => intake.HandleAsync("bb", CancellationToken.None),
                async () =>
                {
                    var made = new[] { await harness.Get<ParticipantStore>().FindAsync(ids[0]), await harness.Get<ParticipantStore>().FindAsync(ids[1]) };
                    Assert.Equal(await harness.Get<Claims>().HolderAsync(ClaimKinds.Email, index.Email(email)), made.Single(p => p is not null)!.Id);
                });
        });

        Assert.True(tried > 20, $"{tried} orders");
    }

    [Fact]
    public async Task Nik_CheckedTwiceAtOnce_PassesOnceAndTheOtherIsReviewed()
    {
        var (orders, harness) = await StartAsync(Claims.Table, ReviewQueue.Table);
        await using var ending = harness;
        var check = harness.Get<IdentityCheck>();
        var tried = await orders.ExploreAsync(async run =>
        {
            var first = await VerifyingAsync(harness, 2 * run, run);
            var second = await VerifyingAsync(harness, (2 * run) + 1, run);
            return (
                () => check.RunAsync(first, CancellationToken.None),
                () => check.RunAsync(second, CancellationToken.None),
                async () =>
                {
                    var states = new[] { (await harness.FindAsync(first)).State, (await harness.FindAsync(second)).State };
                    Assert.Equal([ParticipantState.Verifying, ParticipantState.Verified], states.Order());
                });
        });

        Assert.True(tried > 5, $"{tried} orders");
    }

    private static async Task<(Interleavings Orders, PipelineHarness Harness)> StartAsync(params string[] tables)
    {
        var orders = new Interleavings(tables);
        return (orders, await PipelineHarness.StartAsync(decorate: orders.Watch));
    }

    /// <summary>Somebody whose steps are done and whose identity, NIK number <paramref name="nik"/>, is to be checked.</summary>
    private static async Task<string> VerifyingAsync(PipelineHarness harness, int number, int nik)
    {
        var id = await harness.AddVerifiedAsync(5000 + number);
        await harness.Get<Claims>().ReleaseAsync(ClaimKinds.Nik, harness.Get<BlindIndex>().Nik(People.NikOf(5000 + number)), id);
        await harness.Get<ParticipantStore>().ChangeAsync(id, async change =>
        {
            await change.SetPersonalAsync(await change.PersonalAsync() with { Nik = People.NikOf(nik) });
            change.Participant = change.Participant with
            {
                State = ParticipantState.Verifying, Verification = new Prakerja.Pipeline.Participants.Verification(),
                Facts = change.Participant.Facts with { NikIndex = harness.Get<BlindIndex>().Nik(People.NikOf(nik)) },
            };
            return true;
        });
        return id;
    }
}
