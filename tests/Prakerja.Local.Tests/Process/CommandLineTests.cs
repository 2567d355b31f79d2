namespace Prakerja.Local.Tests.Process;

/// <summary>Exit codes of the real command line (api.md): 0, 1 failed, 2 bad usage; help everywhere.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("simulate", "--help")]
    [InlineData("draw", "--help")]
    [InlineData("verify", "--help")]
    public async Task Help_Anywhere_IsPrintedWithZero(params string[] arguments)
    {
        using var local = LocalProcess.Start(arguments);

        Assert.Equal(0, await local.ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("Usage:", local.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("fly")]
    [InlineData("serve", "--clock", "sundial")]
    [InlineData("serve", "--start", "yesterday-ish")]
    [InlineData("serve", "--seed", "one")]
    [InlineData("serve", "--beacon", "moon")]
    [InlineData("serve", "--beacon", "drand", "--clock", "virtual")]
    [InlineData("serve", "--beacon-relay", "not an address", "--beacon-relay", "https://api.drand.sh/")]
    [InlineData("serve", "--beacon-relay", "https://api.drand.sh/")]
    [InlineData("serve", "--timestamps", "not an address")]
    [InlineData("serve", "--timestamps", "https://tsa.example.org/", "--clock", "virtual")]
    [InlineData("serve", "--urls", "not an address")]
    [InlineData("serve", "--urls", "ftp://localhost:7071")]
    [InlineData("serve", "--urls", "http://localhost:7071;http://localhost:7072/path")]
    [InlineData("simulate")]
    [InlineData("simulate", "--applicants", "0", "--seed", "1")]
    [InlineData("draw", "--entries", "there-is-no-such-file")]
    [InlineData("verify")]
    [InlineData("verify", "there-is-no-such-folder")]
    public async Task Usage_NotUnderstood_EndsWithTwoAndSaysWhatIsWrong(params string[] arguments)
    {
        using var local = LocalProcess.Start(arguments);

        Assert.Equal(2, await local.ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.NotEmpty(local.Error);
        Assert.DoesNotContain("   at ", local.Error, StringComparison.Ordinal);
    }
}
