using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>Seals e-mail addresses and phones on their short way through inbox and outbox.</summary>
public sealed class AddressBox(IKeyVault vault, Sealer sealer)
{
    private readonly ReadOnlyMemory<byte> key = vault.Secret(SecretPurposes.Outbox);

    public byte[] Seal(string address) => sealer.Seal(key.Span, Encoding.UTF8.GetBytes(address));

    public string Open(byte[] address) => Encoding.UTF8.GetString(Sealer.Open(key.Span, address));
}
