using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Sandbox.Messages;

public sealed class SandboxMessengerTests
{
    [Fact]
    public async Task Messages_OfOneReceiver_OldestFirstWithoutRepeatsAcrossARestart()
    {
        await using var before = await SandboxHarness.StartAsync();
        await before.Get<IMessenger>().SendAsync([Message("z", "budi@example.id", "111111"), Message("y", "sari@example.id", null)]);
        await before.Get<IMessenger>().SendAsync([Message("z", "budi@example.id", "111111"), Message("b", "budi@example.id", "222222")]);

        await using var after = await SandboxHarness.StartAsync(before);
        await after.Get<IMessenger>().SendAsync([Message("a", "budi@example.id", "333333")]);

        var messages = (await after.CallAsync("GET", "/sandbox/messages?to=Budi@example.id")).Body.EnumerateArray().ToList();
        Assert.Equal(["111111", "222222", "333333"], messages.Select(m => m.GetProperty("code").GetString()));
        Assert.Equal(4, (await after.CallAsync("GET", "/sandbox/messages")).Body.GetArrayLength());
    }

    [Fact]
    public async Task Messages_ToAPhone_FoundHoweverItIsWritten()
    {
        await using var host = await SandboxHarness.StartAsync();
        await host.Get<IMessenger>().SendAsync([Message("a", "+6281234567890", "123456")]);

        foreach (var to in (string[])["+6281234567890", "%2B6281234567890", "081234567890"])
        {
            Assert.Single((await host.CallAsync("GET", "/sandbox/messages?to=" + to)).Body.EnumerateArray());
        }
    }

    private static OutgoingMessage Message(string id, string to, string? code) => new(id, "email", to, "Subject", "Body", code, SandboxHarness.Start);
}
