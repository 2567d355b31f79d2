import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

export { sha256 };

// One hasher is reused by copying a blank one over it: a million small hashes make no garbage.
const blank = sha256.create();
const work = sha256.create();
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** RFC 6962 leaf, H(0 ‖ data), written to 32 bytes of `out`. */
export function leafInto(data, out) {
  blank._cloneInto(work);
  work.update(leafMark).update(data).digestInto(out);
}

/** RFC 6962 node, H(1 ‖ left ‖ right); `out` may be one of them. */
export function nodeInto(left, right, out) {
  blank._cloneInto(work);
  work.update(nodeMark).update(left).update(right).digestInto(out);
}

/** HMAC-SHA256 of many short messages under one key. */
export function keyedHash(key) {
  const start = hmac.create(sha256, key);
  const hasher = hmac.create(sha256, key);
  return (message, out) => {
    start._cloneInto(hasher);
    hasher.update(message).digestInto(out);
  };
}
