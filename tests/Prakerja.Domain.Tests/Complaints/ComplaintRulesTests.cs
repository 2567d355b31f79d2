using Prakerja.Domain.Complaints;
using Prakerja.Domain.Lifecycles;

namespace Prakerja.Domain.Tests.Complaints;

public sealed class ComplaintRulesTests
{
    private static readonly DateTimeOffset Filed = new(2026, 1, 5, 23, 59, 0, Wib.Offset);

    [Fact]
    public void Clocks_EveryCategory_HasExactlyOne() =>
        Assert.Equal(Enum.GetValues<ComplaintCategory>(), ComplaintRules.Clocks.Select(c => c.Category));

    [Fact]
    public void DueAt_IsTheEndOfTheFourteenthDay()
    {
        var expected = Wib.EndOf(new(2026, 1, 19));
        Assert.Equal(expected, ComplaintRules.DueAt(ComplaintCategory.Selection, Filed));
        Assert.Equal(expected, ComplaintRules.DueAt(ComplaintCategory.Other, Filed.ToUniversalTime()));
        Assert.Equal(expected, ComplaintRules.AppealDueAt(ComplaintCategory.Payment, Filed));
        Assert.Equal(expected.AddDays(1), ComplaintRules.DueAt(ComplaintCategory.Selection, Filed.AddMinutes(1)));
    }

    [Theory]
    [InlineData("2026-01-19T23:59:59+07:00", true)]
    [InlineData("2026-01-20T00:00:00+07:00", false)]
    public void MayAppeal_UntilTheWindowsLastDay(string now, bool may) =>
        Assert.Equal(may, ComplaintRules.MayAppeal(ComplaintCategory.Training, Filed, DateTimeOffset.Parse(now)));

    [Fact]
    public void Next_EveryPair_MovesOrIsRefused()
    {
        var table = new Dictionary<(ComplaintState, ComplaintEvent), ComplaintState>
        {
            [(ComplaintState.Open, ComplaintEvent.Uphold)] = ComplaintState.Upheld,
            [(ComplaintState.Open, ComplaintEvent.Reject)] = ComplaintState.Rejected,
            [(ComplaintState.Rejected, ComplaintEvent.Appeal)] = ComplaintState.Appealed,
            [(ComplaintState.Appealed, ComplaintEvent.Uphold)] = ComplaintState.AppealUpheld,
            [(ComplaintState.Appealed, ComplaintEvent.Reject)] = ComplaintState.AppealRejected,
        };

        foreach (var state in Enum.GetValues<ComplaintState>())
        {
            Assert.All(Enum.GetValues<ComplaintEvent>(), happened => Assert.Equal(
                table.TryGetValue((state, happened), out var to) ? new Moved<ComplaintState>(to) : new NotAllowed<ComplaintState>(state, happened.Word()),
                ComplaintRules.Next(state, happened)));
        }
    }
}
