import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICKNET, SANDBOX, chainHash, dueAt, roundAt, verifyRound } from '../../../functions/Prakerja.Web/draw/src/beacon.js';
import { bytesToHex, hexToBytes } from '../../../functions/Prakerja.Web/draw/src/bytes.js';

/** Rounds of drand quicknet as its relays serve them. */
const rounds = {
  1: 'b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b',
  123: 'b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92',
  1000: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
};

for (const [round, signature] of Object.entries(rounds)) {
  test(`VerifyRound_Quicknet${round}_HoldsForThatRoundAlone`, () => {
    assert.ok(verifyRound(Number(round), hexToBytes(signature)));
    assert.ok(!verifyRound(Number(round) + 1, hexToBytes(signature)));
  });
}

test('VerifyRound_OneBitChanged_Fails', () => {
  for (let bit = 0; bit < 48 * 8; bit += 13) {
    const changed = hexToBytes(rounds[1000]);
    changed[bit >> 3] ^= 1 << (bit & 7);
    assert.ok(!verifyRound(1000, changed), `bit ${bit}`);
  }
});

test('ChainHash_OfTheConstants_IsTheChainsName', () => assert.equal(bytesToHex(chainHash(QUICKNET)), QUICKNET.chain));

test('RoundAt_IsTheFirstDueAtOrAfter', () => {
  for (const chain of [QUICKNET, SANDBOX]) {
    for (const round of [1, 2, 1000, 30_000_000]) {
      const due = dueAt(chain, round);
      assert.deepEqual([roundAt(chain, due), roundAt(chain, due + 1), roundAt(chain, due - 1)], [round, round + 1, Math.max(1, round)]);
    }
  }
});
