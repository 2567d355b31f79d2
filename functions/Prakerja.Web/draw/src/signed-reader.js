import { readAll } from './bytes.js';
import { verifyRound } from './beacon.js';
import { JwsDigest, parseJws, parseKeys, verifyEs256 } from './jws.js';

export const FILES = ['rules.json', 'commitment.json', 'entries.csv', 'result.csv', 'record.json'];
export const KEYS = 'jwks.json';

/** The arithmetic of signatures; tests that repeat one check thousands of times remember its answers. */
export const signatures = { verifyEs256, verifyRound };

const MAX_DOCUMENT = 4 * 1024 * 1024;
const MAX_SIGNATURE = 4096;

/** Reads published files and checks each one's signature on the way. */
export class SignedReader {
  constructor(source, report, crypto = signatures) {
    Object.assign(this, { source, report, crypto, keys: null });
  }

  /** The operator's public keys; without them no signature is checked, and that is a failure. */
  async readKeys() {
    const pieces = await this.source.open(KEYS);
    const bytes = pieces && await readAll(pieces, MAX_DOCUMENT);
    if (!pieces) return this.report.fail(KEYS, ['keys-missing']);
    const read = bytes ? parseKeys(bytes) : { problem: ['too-large'] };
    if (read.problem) return this.report.fail(KEYS, read.problem);
    this.keys = read.value;
    if (!this.source.ownKeys) this.report.couldNotCheck(KEYS, 'keys-trusted');
    return undefined;
  }

  /** Feeds the whole file; false (and reported) if it is missing. */
  async read(name, take) {
    const pieces = await this.source.open(name);
    if (!pieces) {
      this.report.fail(name, ['missing']);
      return false;
    }
    const jws = await this.readSignature(name);
    const digest = jws && new JwsDigest(jws.header);
    const all = this.digested(pieces, digest);
    await take(all);
    // What the taker left unread is read all the same: the signature is over the whole file.
    for await (const _ of all) { /* only digested */ }
    if (jws && this.keys) this.checkSignature(name, jws, digest.complete());
    return true;
  }

  /** A small file's `{value}` as `parse` reads it; null (and reported) if it is missing, too large or refused. */
  async readDocument(name, parse) {
    let bytes = null;
    if (!await this.read(name, async pieces => { bytes = await readAll(pieces, MAX_DOCUMENT); })) return null;
    const read = bytes ? parse(bytes) : { problem: ['too-large'] };
    if (read.problem) this.report.fail(name, read.problem);
    return read.value ?? null;
  }

  /** The same pieces, digested as they pass; goes on where it was left. */
  digested(pieces, digest) {
    const iterator = pieces[Symbol.asyncIterator]();
    const next = async () => {
      const step = await iterator.next();
      if (!step.done) {
        digest?.append(step.value);
        this.report.onProgress?.(step.value.length);
      }
      return step;
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  async readSignature(name) {
    const file = `${name}.jws`;
    const pieces = await this.source.open(file);
    const bytes = pieces && await readAll(pieces, MAX_SIGNATURE);
    if (!pieces) return void this.report.fail(file, ['signature-missing', { of: name }]);
    const read = bytes ? parseJws(String.fromCharCode(...bytes)) : { problem: ['too-large'] };
    if (read.problem) this.report.fail(file, read.problem);
    return read.value ?? null;
  }

  checkSignature(name, { keyId, signature }, digest) {
    const point = this.keys.get(keyId);
    if (!point) {
      this.report.fail(`${name}.jws`, ['key-unknown', { keyId }]);
      return;
    }
    this.report.check(this.crypto.verifyEs256(signature, digest, point), name, 'signed', { keyId }, ['signature-wrong', { keyId }]);
  }
}
