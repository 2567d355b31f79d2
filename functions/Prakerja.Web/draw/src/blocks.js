import { MAX_LINE } from './entry-line.js';

/** Lines in a block: a power of two, so that the tree over the blocks' roots is the tree over the lines. */
export const BLOCK = 4096;

const NEWLINE = 10;

/**
 * Cuts a stream into blocks `{bytes, lines}` of {@link BLOCK} lines, the last one fewer. A block that overflows has a line too long
 * and is the last one.
 */
export async function* lineBlocks(pieces) {
  const newBuffer = () => new Uint8Array(BLOCK * (MAX_LINE + 1));
  let [buffer, used, lines] = [newBuffer(), 0, 0];
  for await (const piece of pieces) {
    let from = 0;
    while (from < piece.length) {
      const newline = piece.indexOf(NEWLINE, from);
      const end = newline < 0 ? piece.length : newline + 1;
      const taken = Math.min(end - from, buffer.length - used);
      buffer.set(piece.subarray(from, from + taken), used);
      used += taken;
      if (taken < end - from) {
        yield { bytes: buffer.subarray(0, used), lines };
        return;
      }
      from = end;
      lines += newline < 0 ? 0 : 1;
      if (lines === BLOCK) {
        yield { bytes: buffer.subarray(0, used), lines };
        [buffer, used, lines] = [newBuffer(), 0, 0];
      }
    }
  }
  if (used > 0) yield { bytes: buffer.subarray(0, used), lines };
}
