import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

export { bytesToHex, hexToBytes };

export const ascii = text => Uint8Array.from(text, character => character.charCodeAt(0));

/** Order of byte strings: negative, 0 or positive. */
export function compareBytes(left, right) {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    if (left[i] !== right[i]) return left[i] - right[i];
  }
  return left.length - right.length;
}

export const equalBytes = (left, right) => compareBytes(left, right) === 0;

/** Bytes of base64url without padding; null for anything but the one way to write them. */
export function decodeBase64Url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = ascii(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  return encodeBase64Url(bytes) === text ? bytes : null;
}

export const encodeBase64Url = bytes =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** A stream's pieces as one array; null once there is more than `limit`. */
export async function readAll(pieces, limit) {
  const parts = [];
  let length = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length > limit) return null;
  }
  return concat(parts, length);
}

export function concat(parts, length = parts.reduce((sum, part) => sum + part.length, 0)) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
