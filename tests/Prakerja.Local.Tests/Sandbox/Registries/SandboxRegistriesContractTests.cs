using Prakerja.Contracts.Outside;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Sandbox.Registries;

public sealed class SandboxRegistriesContractTests : RegistriesContract
{
    protected override async Task<IRegistriesBench> OpenAsync() => new Bench(await SandboxHarness.StartAsync());

    private sealed class Bench(SandboxHarness host) : IRegistriesBench
    {
        public ICivilRegistry Civil => host.Get<ICivilRegistry>();

        public IExclusionRegistries Exclusions => host.Get<IExclusionRegistries>();

        public Task KnowAsync(string nik, RegisteredPerson person) => host.CallAsync("PUT", $"/sandbox/residents/{nik}", person);

        public Task SwitchAsync(bool available) => host.CallAsync("PUT", "/sandbox/registry", new { available });

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
