import { compareBytes } from './bytes.js';
import { MAX_LINE, explain, readLine } from './entry-line.js';
import { keyedHash, leafInto } from './hashing.js';
import { foldRoot } from './merkle.js';

const NEWLINE = 10;

const newColumns = rows => ({
  tickets: new Uint8Array(rows * 16),
  households: new Uint8Array(rows * 16),
  regencies: new Uint16Array(rows),
  groups: new Uint16Array(rows),
  allowances: new Uint8Array(rows),
});

/**
 * What workers do; pure functions of bytes.
 *
 * `leaves`: lines of the entries file → columns, and the root of the tree over them; at the first line that is wrong `problem` says what.
 * `scores`: tickets → HMAC-SHA256 under the seed.
 */
export const tasks = {
  leaves({ bytes, lines }) {
    const columns = newColumns(lines);
    const hashes = new Uint8Array(lines * 32);
    let from = 0;
    for (let row = 0; row < lines; row++) {
      const end = bytes.indexOf(NEWLINE, from);
      const line = bytes.subarray(from, end);
      const problem = readLine(line, columns, row) ? orderProblem(columns.tickets, row) : explain(line);
      if (problem) return { problem, row };
      leafInto(line, hashes.subarray(row * 32, row * 32 + 32));
      from = end + 1;
    }
    const rest = bytes.subarray(from);
    return rest.length > 0
      ? { problem: rest.length > MAX_LINE ? ['line-long'] : ['line-unended'], row: lines }
      : { lines, columns, root: foldRoot(hashes, lines) };
  },

  scores({ tickets, seed }) {
    const count = tickets.length / 16;
    const scores = new Uint8Array(count * 32);
    const score = keyedHash(seed);
    for (let i = 0; i < count; i++) score(tickets.subarray(i * 16, i * 16 + 16), scores.subarray(i * 32, i * 32 + 32));
    return { scores };
  },
};

function orderProblem(tickets, row) {
  return row === 0 ? null : problemOfOrder(tickets.subarray(row * 16 - 16, row * 16), tickets.subarray(row * 16, row * 16 + 16));
}

/** Tickets ascend, each once. */
export function problemOfOrder(before, ticket) {
  const order = compareBytes(before, ticket);
  return order < 0 ? null : [order === 0 ? 'duplicate' : 'unsorted', { field: 'ticket' }];
}
