using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class CoolingOffTests
{
    [Theory]
    [InlineData(AccountState.Verified, false, false, true)]
    [InlineData(AccountState.Verified, true, false, false)]
    [InlineData(AccountState.Rejected, false, false, false)]
    [InlineData(AccountState.Checking, false, false, false)]
    [InlineData(AccountState.None, false, false, false)]
    [InlineData(AccountState.Rejected, false, true, true)]
    [InlineData(AccountState.Checking, false, true, true)]
    public void Another_WaitsOnlyWhereOneWorked(AccountState known, bool failed, bool replaces, bool waits) =>
        Assert.Equal(waits, CoolingOff.ReplacesWorking(known, failed, replaces));

    [Fact]
    public void GoingBack_ToTheAccountVerifiedLast_WaitsAsLongAsThatOneHadTo()
    {
        var verified = new DateTimeOffset(2026, 1, 31, 23, 0, 0, Wib.Offset);
        Assert.Null(CoolingOff.Until(replacesWorking: true, isFormer: true, null, verified));
        Assert.Equal(verified.AddDays(1), CoolingOff.Until(replacesWorking: true, isFormer: true, verified.AddDays(1), verified));
    }

    [Fact]
    public void WrongAccounts_HandedInOnTheWay_DoNotEndTheWaiting()
    {
        var replaces = CoolingOff.ReplacesWorking(AccountState.Verified, false, false);
        for (var wrong = 0; wrong < 10; wrong++)
        {
            replaces = CoolingOff.ReplacesWorking(AccountState.Rejected, false, replaces);
        }

        var verified = new DateTimeOffset(2026, 1, 31, 23, 0, 0, Wib.Offset);
        Assert.Equal(verified.AddDays(3), CoolingOff.Until(replaces, isFormer: false, null, verified));
    }
}
