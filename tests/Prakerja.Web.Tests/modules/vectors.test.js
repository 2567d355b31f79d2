import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytesToHex, concat, hexToBytes } from '../../../functions/Prakerja.Web/draw/src/bytes.js';
import { decide, drawOrder, scoreAll, seedOf } from '../../../functions/Prakerja.Web/draw/src/computation.js';
import { parseRules } from '../../../functions/Prakerja.Web/draw/src/documents.js';
import { readEntries } from '../../../functions/Prakerja.Web/draw/src/entries.js';
import { sha256 } from '../../../functions/Prakerja.Web/draw/src/hashing.js';
import { inlinePool } from '../../../functions/Prakerja.Web/draw/src/pool.js';
import { resultChunks } from '../../../functions/Prakerja.Web/draw/src/result.js';

const folder = new URL('../../vectors/', import.meta.url);
const read = (vector, file) => new Uint8Array(readFileSync(new URL(`${vector}/${file}`, folder)));

async function* inPieces(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

for (const vector of ['empty', 'one', 'seven', 'thousand']) {
  for (const size of [7, 65536]) {
    test(`Vector_${vector}_ReadInPiecesOf${size}_IsRepeatedToTheByte`, async () => {
      const expected = JSON.parse(new TextDecoder().decode(read(vector, 'expected.json')));
      const rules = parseRules(read(vector, 'rules.json')).value;
      const entries = await readEntries(inPieces(read(vector, 'entries.csv'), size), inlinePool);
      const seed = seedOf(entries.root, rules.hash, hexToBytes(expected.randomness));
      const decided = decide(entries, rules, drawOrder(entries, await scoreAll(entries, seed, inlinePool)));
      const result = concat([...resultChunks(entries, decided)]);

      assert.deepEqual(
        [entries.root, rules.hash, seed, sha256(result)].map(bytesToHex),
        [expected.entriesRoot, expected.rulesHash, expected.seed, expected.resultHash]);
      assert.deepEqual(result, read(vector, 'result.csv'));
      const { selected, reserve, household, notSelected } = decided.counts;
      assert.deepEqual([selected, reserve, household, notSelected], [expected.selected, expected.reserve, expected.household, expected.notSelected]);
    });
  }
}
