using Prakerja.Contracts.Keys;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Security;

public sealed class FolderKeyVaultTests : KeyVaultContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("prakerja-keys-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    protected override Task<IKeyVault> OpenAsync() => Task.FromResult<IKeyVault>(FolderKeyVault.Open(directory, new SeededRandom("keys")));
}
