import { bls12_381 } from '@noble/curves/bls12-381.js';
import { equalBytes, hexToBytes } from './bytes.js';
import { sha256 } from './hashing.js';

/**
 * drand's quicknet of the League of Entropy, scheme bls-unchained-g1-rfc9380, as every relay tells under
 * `/52db9ba7…/info` (and docs.drand.love). The chain's hash binds all of it, see `chainHash`.
 */
export const QUICKNET = Object.freeze({
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey: '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451'
    + '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  groupHash: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
  beaconId: 'quicknet',
  genesis: 1692803367,
  period: 3,
});

/** The made-up beacon of the local host: anybody who runs one can know its rounds in advance. */
export const SANDBOX = Object.freeze({ chain: 'sandbox', genesis: 1577836800, period: 30 });

const TAG = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

export const findChain = chain => [QUICKNET, SANDBOX].find(known => known.chain === chain) ?? null;

/** When a round is due, Unix seconds. */
export const dueAt = (chain, round) => chain.genesis + (round - 1) * chain.period;

/** The first round due at or after a time (Unix seconds). */
export const roundAt = (chain, time) => Math.max(1, Math.ceil((time - chain.genesis) / chain.period) + 1);

/** Whether a signature is quicknet's own for the round: BLS over SHA-256 of the round's number, 8 bytes big-endian. */
export function verifyRound(round, signature, publicKey = hexToBytes(QUICKNET.publicKey)) {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  try {
    const { shortSignatures } = bls12_381;
    return signature.length === 48 && shortSignatures.verify(signature, shortSignatures.hash(sha256(message), TAG), publicKey);
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}

/** SHA-256 over period, genesis, public key, group hash and name: what drand calls the chain hash. */
export function chainHash({ period, genesis, publicKey, groupHash, beaconId }) {
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, period);
  numbers.setBigInt64(4, BigInt(genesis));
  return sha256.create().update(new Uint8Array(numbers.buffer)).update(hexToBytes(publicKey)).update(hexToBytes(groupHash))
    .update(new TextEncoder().encode(beaconId)).digest();
}

export const isRandomnessOf = (randomness, signature) => equalBytes(randomness, sha256(signature));
