using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Hosting;

/// <summary>The operating system's randomness.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
