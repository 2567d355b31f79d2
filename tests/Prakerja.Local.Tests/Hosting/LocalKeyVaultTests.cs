using Prakerja.Contracts.Keys;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Hosting;

public sealed class LocalKeyVaultTests : KeyVaultContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("prakerja-keys-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    protected override Task<IKeyVault> OpenAsync() => Task.FromResult<IKeyVault>(LocalKeyVault.Open(directory, new SystemRandomSource()));
}
