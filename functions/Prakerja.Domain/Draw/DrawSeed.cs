using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Prakerja.Domain.Draw;

/// <summary>Seed of a draw and the scores that follow from it.</summary>
public static class DrawSeed
{
    /// <summary>SHA-256( "prakerja-draw-1" ‖ entriesRoot ‖ rulesHash ‖ randomness ).</summary>
    public static Hash256 Compute(Hash256 entriesRoot, Hash256 rulesHash, Hash256 randomness)
    {
        Span<byte> message = stackalloc byte[DrawRules.Algorithm.Length + (3 * Hash256.Size)];
        var parts = message[System.Text.Encoding.ASCII.GetBytes(DrawRules.Algorithm, message)..];
        entriesRoot.CopyTo(parts);
        rulesHash.CopyTo(parts[Hash256.Size..]);
        randomness.CopyTo(parts[(2 * Hash256.Size)..]);
        return Hash256.Of(message);
    }

    /// <summary>HMAC-SHA256 with the seed as key over the 16 bytes of the ticket; the lowest score goes first.</summary>
    public static Hash256 Score(Hash256 seed, UInt128 ticket)
    {
        Span<byte> key = stackalloc byte[Hash256.Size];
        Span<byte> message = stackalloc byte[16];
        Span<byte> score = stackalloc byte[Hash256.Size];
        seed.CopyTo(key);
        BinaryPrimitives.WriteUInt128BigEndian(message, ticket);
        HMACSHA256.HashData(key, message, score);
        return new Hash256(score);
    }
}
