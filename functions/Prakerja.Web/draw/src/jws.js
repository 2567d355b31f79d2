import { p256 } from '@noble/curves/nist.js';
import { ascii, concat, decodeBase64Url } from './bytes.js';
import { parse } from './canonical.js';
import { readFields } from './fields.js';
import { sha256 } from './hashing.js';

const ALPHABET = ascii('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const PIECE = 3 * 8192;

/**
 * A detached JWS, `header..signature` (RFC 7515, appendix F), of exactly our form. ES256 is checked over a digest made piece by
 * piece: Web Crypto takes a message only as a whole, and a file of a national batch does not fit in memory as one.
 */
export function parseJws(text) {
  const [header, middle, signature, ...more] = text.split('.');
  if (middle !== '' || signature === undefined || more.length > 0) return { problem: ['jws-shape'] };
  const keyId = readHeader(header);
  if (keyId === null) return { problem: ['jws-header'] };
  const bytes = decodeBase64Url(signature);
  return bytes?.length === 64 ? { value: { header, keyId, signature: bytes } } : { problem: ['jws-signature'] };
}

function readHeader(header) {
  const bytes = decodeBase64Url(header);
  const parsed = bytes && parse(bytes);
  if (!parsed || parsed.problem) return null;
  const read = readFields(parsed.value, fields => ({ algorithm: fields.text('alg'), keyId: fields.text('kid') }));
  return read.value?.algorithm === 'ES256' ? read.value.keyId : null;
}

/** SHA-256 of the signing input, `header.base64url(payload)`, over a payload that comes in pieces. */
export class JwsDigest {
  constructor(header) {
    this.hash = sha256.create().update(ascii(`${header}.`));
    this.rest = new Uint8Array(0);
    this.encoded = new Uint8Array(PIECE / 3 * 4);
  }

  append(payload) {
    const bytes = this.rest.length > 0 ? concat([this.rest, payload]) : payload;
    const whole = bytes.length - bytes.length % 3;
    for (let at = 0; at < whole; at += PIECE) this.encode(bytes.subarray(at, Math.min(at + PIECE, whole)));
    this.rest = bytes.slice(whole);
  }

  complete() {
    this.encode(this.rest);
    return this.hash.digest();
  }

  encode(bytes) {
    const { encoded } = this;
    let to = 0;
    for (let at = 0; at < bytes.length; at += 3) {
      const triple = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      encoded[to++] = ALPHABET[triple >> 18];
      encoded[to++] = ALPHABET[(triple >> 12) & 63];
      if (at + 1 < bytes.length) encoded[to++] = ALPHABET[(triple >> 6) & 63];
      if (at + 2 < bytes.length) encoded[to++] = ALPHABET[triple & 63];
    }
    this.hash.update(encoded.subarray(0, to));
  }
}

/** Whether ES256 holds for a digest under a public point (65 bytes, uncompressed). */
export const verifyEs256 = (signature, digest, point) => p256.verify(signature, digest, point, { prehash: false, lowS: false });

/** `{value: Map of key id → public point}` of a JWK set (RFC 7517); every member is looked at, keys of other kinds are passed over. */
export function parseKeys(bytes) {
  let set;
  try {
    set = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { problem: ['not-json'] };
  }
  if (!Array.isArray(set?.keys) || Object.keys(set).length !== 1) return { problem: ['jwks-shape'] };
  const keys = new Map();
  for (const key of set.keys.filter(key => key?.kty === 'EC' && key.crv === 'P-256')) {
    const read = readFields(key, readKey);
    if (read.problem) return read;
    keys.set(read.value.keyId, read.value.point);
  }
  return keys.size > 0 ? { value: keys } : { problem: ['jwks-none'] };
}

function readKey(fields) {
  fields.text('kty');
  fields.text('crv');
  for (const [name, wanted] of [['alg', 'ES256'], ['use', 'sig']]) {
    if (fields.text(name) !== wanted) fields.refuse(name, 'not-value', null, { wanted });
  }
  const point = concat([Uint8Array.of(4), coordinate(fields, 'x'), coordinate(fields, 'y')]);
  if (!p256.utils.isValidPublicKey(point, false)) fields.refuse('x, y', 'not-point');
  return { keyId: fields.text('kid'), point };
}

function coordinate(fields, name) {
  const bytes = decodeBase64Url(fields.text(name));
  return bytes?.length === 32 ? bytes : fields.refuse(name, 'not-coordinate', new Uint8Array(32));
}
