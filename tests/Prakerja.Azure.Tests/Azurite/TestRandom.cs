using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>Azurite is shared by all tests: names must differ, so this one is not seeded.</summary>
public sealed class TestRandom : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
