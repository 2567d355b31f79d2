import { bytesToHex } from './bytes.js';
import { BLOCK, lineBlocks } from './blocks.js';
import { foldRoot } from './merkle.js';
import { inOrder } from './pool.js';
import { problemOfOrder } from './tasks.js';

/** A typed array that grows by half. */
class Growing {
  constructor(Type) {
    this.items = new Type(BLOCK * 16);
    this.length = 0;
  }

  append(more) {
    if (this.length + more.length > this.items.length) {
      const larger = new this.items.constructor(Math.max(this.length + more.length, Math.ceil(this.items.length * 1.5)));
      larger.set(this.items);
      this.items = larger;
    }
    this.items.set(more, this.length);
    this.length += more.length;
  }

  get view() {
    return this.items.subarray(0, this.length);
  }
}

/**
 * Reads an entries file: `{count, root}`, or `{problem, line}` at the first line that is wrong.
 * @param take Given the columns of each block, in order.
 */
export async function scanEntries(pieces, pool, take) {
  const roots = new Growing(Uint8Array);
  let [count, last, wrong] = [0, null, null];
  await inOrder(pool, 'leaves', lineBlocks(pieces), block => {
    const problem = block.problem ?? (last && problemOfOrder(last, block.columns.tickets.subarray(0, 16)));
    if (problem) {
      wrong = { problem, line: count + (block.row ?? 0) + 1 };
      return false;
    }
    roots.append(block.root);
    last = block.columns.tickets.slice(-16);
    take(block.columns, count);
    count += block.lines;
    return true;
  });
  return wrong ?? { count, root: foldRoot(roots.view, roots.length / 32) };
}

/** All entries by column, or `{problem, line}`. */
export async function readEntries(pieces, pool) {
  const columns = {
    tickets: new Growing(Uint8Array), households: new Growing(Uint8Array), regencies: new Growing(Uint16Array),
    groups: new Growing(Uint16Array), allowances: new Growing(Uint8Array),
  };
  const scanned = await scanEntries(pieces, pool, block => {
    for (const [name, column] of Object.entries(columns)) column.append(block[name]);
  });
  if (scanned.problem) return scanned;
  const views = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.view]));
  const households = numberHouseholds(views.households, scanned.count);
  const mixed = firstMixed(households, views.allowances);
  return mixed < 0 ? { ...scanned, ...views, households } : { problem: ['mixed-allowances', { field: 'allowance' }], line: mixed + 1 };
}

/** For each entry the first entry of its household: open addressing over the 16-byte keys. */
function numberHouseholds(keys, count) {
  const words = new Uint32Array(keys.buffer, keys.byteOffset, count * 4);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * 2 + 2)));
  const first = new Int32Array(count);
  const same = (a, b) => words[4 * a] === words[4 * b] && words[4 * a + 1] === words[4 * b + 1]
    && words[4 * a + 2] === words[4 * b + 2] && words[4 * a + 3] === words[4 * b + 3];
  for (let entry = 0; entry < count; entry++) {
    const mixed = Math.imul(words[4 * entry] ^ Math.imul(words[4 * entry + 1], 0x85ebca6b) ^ words[4 * entry + 2] ^ Math.imul(words[4 * entry + 3], 0xc2b2ae35), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & (slots.length - 1);
    while (slots[slot] !== 0 && !same(slots[slot] - 1, entry)) slot = (slot + 1) & (slots.length - 1);
    if (slots[slot] === 0) slots[slot] = entry + 1;
    first[entry] = slots[slot] - 1;
  }
  return first;
}

const firstMixed = (households, allowances) => households.findIndex((first, entry) => allowances[first] !== allowances[entry]);

export const ticketAt = (entries, index) => entries.tickets.subarray(index * 16, index * 16 + 16);

/** Index of a ticket (32 hex digits), or −1. */
export function indexOf(entries, ticket) {
  let [low, high] = [0, entries.count - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = bytesToHex(ticketAt(entries, middle));
    if (found === ticket) return middle;
    if (found < ticket) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The four digits of a regency as `dd.dd`. */
export const regencyText = number => `${String(Math.floor(number / 100)).padStart(2, '0')}.${String(number % 100).padStart(2, '0')}`;
