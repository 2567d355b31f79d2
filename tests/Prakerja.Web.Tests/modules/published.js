import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { write } from '../../../functions/Prakerja.Web/draw/src/canonical.js';
import { decide, drawOrder, scoreAll, seedOf } from '../../../functions/Prakerja.Web/draw/src/computation.js';
import { COUNTS, parseRules } from '../../../functions/Prakerja.Web/draw/src/documents.js';
import { readEntries } from '../../../functions/Prakerja.Web/draw/src/entries.js';
import { LANGUAGES, itemText } from '../../../functions/Prakerja.Web/draw/src/messages.js';
import { inlinePool } from '../../../functions/Prakerja.Web/draw/src/pool.js';
import { Report } from '../../../functions/Prakerja.Web/draw/src/report.js';
import { resultChunks } from '../../../functions/Prakerja.Web/draw/src/result.js';
import { FILES, signatures } from '../../../functions/Prakerja.Web/draw/src/signed-reader.js';
import { memorySource } from '../../../functions/Prakerja.Web/draw/src/sources.js';
import { verifyBatch } from '../../../functions/Prakerja.Web/draw/src/verify.js';
import { verifyTicket } from '../../../functions/Prakerja.Web/draw/src/verify-ticket.js';

/** Round 1000 of drand quicknet, as its relays serve it. */
export const ROUND = 1000;
export const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
export const QUICKNET_CHAIN = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sha = bytes => createHash('sha256').update(bytes).digest();
const bytes = text => new TextEncoder().encode(text);
const vectors = new URL('../../vectors/', import.meta.url);

/** Signs as the operator does: what a dishonest one can do as well. */
export function signFile(files, name) {
  const header = Buffer.from('{"alg":"ES256","kid":"test-1"}').toString('base64url');
  const input = Buffer.from(`${header}.${Buffer.from(files.get(name)).toString('base64url')}`);
  const signature = sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  files.set(`${name}.jws`, bytes(`${header}..${signature}`));
}

/** A draw as an operator publishes it: a vector's entries, drawn with a real round of the public beacon. */
export async function publish(vector, changeRules = rules => rules) {
  const read = file => readFileSync(new URL(`${vector}/${file}`, vectors));
  const files = new Map([['entries.csv', new Uint8Array(read('entries.csv'))]]);
  const ruled = changeRules({ ...JSON.parse(read('rules.json')), beacon: { chain: QUICKNET_CHAIN, round: ROUND } });
  files.set('rules.json', bytes(write(ruled)));
  const rules = parseRules(files.get('rules.json')).value;
  const entries = await readEntries([files.get('entries.csv')], inlinePool);
  const randomness = sha(Buffer.from(SIGNATURE, 'hex'));
  const seed = seedOf(entries.root, rules.hash, randomness);
  const decided = decide(entries, rules, drawOrder(entries, await scoreAll(entries, seed, inlinePool)));
  const hex = value => Buffer.from(value).toString('hex');
  files.set('commitment.json', bytes(write({
    batch: ruled.batch, beacon: ruled.beacon, entries: entries.count, entriesRoot: hex(entries.root), previous: hex(sha('the last batch')), rulesHash: hex(rules.hash),
  })));
  files.set('result.csv', Buffer.concat([...resultChunks(entries, decided)]));
  files.set('record.json', bytes(write({
    batch: ruled.batch, beaconSignature: SIGNATURE, commitmentHash: hex(sha(files.get('commitment.json'))), counts: Object.fromEntries(COUNTS.map(c => [c, decided.counts[c]])),
    randomness: hex(randomness), resultHash: hex(sha(files.get('result.csv'))), round: ROUND, seed: hex(seed),
  })));
  FILES.forEach(name => signFile(files, name));
  const { x, y } = publicKey.export({ format: 'jwk' });
  files.set('jwks.json', bytes(JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: 'test-1', x, y }] })));
  return files;
}

/** Signature checks whose answers are remembered. */
const known = new Map();
const remember = check => (...args) => {
  const key = args.map(arg => (arg instanceof Uint8Array ? Buffer.from(arg).toString('hex') : arg)).join();
  if (!known.has(key)) known.set(key, check(...args));
  return known.get(key);
};
const crypto = Object.fromEntries(Object.entries(signatures).map(([name, check]) => [name, remember(check)]));

/** Every item must have a text in every language. */
function speak(report) {
  for (const item of report.items) {
    for (const language of LANGUAGES) assert.doesNotMatch(itemText(language, item), /undefined|NaN|Invalid/);
  }
  return report;
}

export async function verify(files) {
  const report = new Report();
  await verifyBatch({ source: memorySource(files), report, pool: inlinePool, crypto });
  return speak(report);
}

export async function verifyOne(files, ticket) {
  const report = new Report();
  const { ticket: shown } = await verifyTicket({ source: memorySource(files), report, pool: inlinePool, ticket, crypto });
  return { report: speak(report), shown };
}
