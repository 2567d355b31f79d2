import { equalBytes } from './bytes.js';
import { leafInto, nodeInto, sha256 } from './hashing.js';

/** Root of the RFC 6962 tree over 32-byte hashes standing one after another; they are overwritten. */
export function foldRoot(hashes, count) {
  if (count === 0) return sha256(new Uint8Array(0));
  const at = i => hashes.subarray(i * 32, i * 32 + 32);
  for (let width = count; width > 1; width = (width + 1) >> 1) {
    const pairs = width >> 1;
    for (let i = 0; i < pairs; i++) nodeInto(at(2 * i), at(2 * i + 1), at(i));
    // A last one without a sibling rises unchanged: the same tree as splitting at the largest power of two.
    if (width & 1) at(pairs).set(at(width - 1));
  }
  return hashes.slice(0, 32);
}

export function leaf(data) {
  const out = new Uint8Array(32);
  leafInto(data, out);
  return out;
}

function node(left, right) {
  const out = new Uint8Array(32);
  nodeInto(left, right, out);
  return out;
}

/** Whether a leaf stands at `index` of the tree of `size` leaves with this root (RFC 9162, section 2.1.3.2). */
export function includes(root, size, index, leafHash, path) {
  if (index < 0 || index >= size) return false;
  let [position, last, hash] = [index, size - 1, leafHash];
  const up = () => { position = Math.floor(position / 2); last = Math.floor(last / 2); };
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = node(sibling, hash);
      while (position % 2 === 0 && position !== 0) up();
    } else {
      hash = node(hash, sibling);
    }
    up();
  }
  return last === 0 && equalBytes(hash, root);
}
