using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prakerja.Azure.Gateways;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class BankAccountsTests
{
    [Theory]
    [InlineData("bni", null)]
    [InlineData("bni", " ")]
    [InlineData("bca", "0000000001")]
    public void Start_WithoutAnAccountOfOursAtABank_IsRefusedByTheSettingsName(string bank, string? account)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Start(new() { ["Banks:Accounts:bni"] = "111111", ["Banks:Accounts:bca"] = "222222", [$"Banks:Accounts:{bank}"] = account }));

        Assert.Equal($"Banks__Accounts__{bank} must be set to the programme's account at that bank.", Assert.Single(error.Failures));
    }

    [Fact]
    public void Start_WithAccountsAtAllBanks_TakesThem() =>
        Assert.Equal("111111", Start(new() { ["Banks:Accounts:bni"] = "111111", ["Banks:Accounts:bca"] = "222222" }).AccountAt("bni"));

    private static BankFileOptions Start(Dictionary<string, string?> settings)
    {
        using var services = new ServiceCollection().AddGateways(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<BankFileOptions>>().Value;
    }
}
