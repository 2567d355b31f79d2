import { ascii, compareBytes, concat } from './bytes.js';
import { ALGORITHM } from './documents.js';
import { regencyText } from './entries.js';
import { sha256 } from './hashing.js';
import { inOrder } from './pool.js';

/** Codes of outcomes. */
export const NOT_SELECTED = 0;
export const REGIONAL = 1;
export const NATIONAL = 2;
export const RESERVE = 3;
export const HOUSEHOLD = 4;

const PER_TASK = 16384;

export const seedOf = (entriesRoot, rulesHash, randomness) => sha256(concat([ascii(ALGORITHM), entriesRoot, rulesHash, randomness]));

/** Scores of all entries, 32 bytes each. */
export async function scoreAll(entries, seed, pool, progress = () => {}) {
  const scores = new Uint8Array(entries.count * 32);
  let done = 0;
  await inOrder(pool, 'scores', ticketParts(entries, seed), part => {
    scores.set(part.scores, done * 32);
    done += part.scores.length / 32;
    progress(done);
  });
  return scores;
}

function* ticketParts(entries, seed) {
  for (let from = 0; from < entries.count; from += PER_TASK) {
    yield { tickets: entries.tickets.slice(from * 16, Math.min(from + PER_TASK, entries.count) * 16), seed };
  }
}

/** Entries by group, then score: counting sorts by 32 bits of the score and by group, then neighbours by the whole score. */
export function drawOrder(entries, scores) {
  const view = new DataView(scores.buffer, scores.byteOffset);
  let order = Uint32Array.from({ length: entries.count }, (_, i) => i);
  order = countingSort(order, 65536, entry => view.getUint16(entry * 32 + 2));
  order = countingSort(order, 65536, entry => view.getUint16(entry * 32));
  order = countingSort(order, 1000, entry => entries.groups[entry]);
  const score = entry => scores.subarray(entry * 32, entry * 32 + 32);
  const before = (a, b) => entries.groups[a] === entries.groups[b] && view.getUint32(a * 32) === view.getUint32(b * 32) && compareBytes(score(a), score(b)) < 0;
  for (let i = 1; i < order.length; i++) {
    for (let at = i; at > 0 && before(order[at], order[at - 1]); at--) [order[at], order[at - 1]] = [order[at - 1], order[at]];
  }
  return order;
}

function countingSort(order, keys, keyOf) {
  const starts = new Uint32Array(keys + 1);
  for (const entry of order) starts[keyOf(entry) + 1]++;
  for (let key = 0; key < keys; key++) starts[key + 1] += starts[key];
  const sorted = new Uint32Array(order.length);
  for (const entry of order) sorted[starts[keyOf(entry)]++] = entry;
  return sorted;
}

/** Steps 2 to 6 of draw.md: `{outcomes, ranks, counts, cutOffs}`; a cut-off is the entry selected last of a regency and group. */
export function decide(entries, rules, order) {
  const outcomes = new Uint8Array(entries.count);
  const kept = filterHouseholds(entries, order, outcomes);
  const left = regionalRound(entries, rules, kept, outcomes);
  nationalRound(left, kept, outcomes);
  const ranks = callReserves(entries, rules, kept, outcomes);
  const cutOffs = new Map();
  for (const entry of kept) {
    if (isSelected(outcomes[entry])) cutOffs.set(cutOffKey(entries, entry), entry);
  }
  return { outcomes, ranks, cutOffs, counts: count(outcomes) };
}

export const isSelected = outcome => outcome === REGIONAL || outcome === NATIONAL;

export const cutOffKey = (entries, entry) => entries.regencies[entry] * 1000 + entries.groups[entry];

function filterHouseholds(entries, order, outcomes) {
  const taken = new Uint8Array(entries.count);
  return order.filter(entry => {
    const household = entries.households[entry];
    const keeps = taken[household] < entries.allowances[entry];
    if (keeps) taken[household]++;
    else outcomes[entry] = HOUSEHOLD;
    return keeps;
  });
}

/** Gives the places left over in all regencies together. */
function regionalRound(entries, rules, kept, outcomes) {
  const left = new Float64Array(10000);
  for (let regency = 0; regency < left.length; regency++) left[regency] = rules.places.get(regencyText(regency)) ?? 0;
  for (const entry of kept) {
    const regency = entries.regencies[entry];
    if (left[regency] > 0) {
      left[regency]--;
      outcomes[entry] = REGIONAL;
    }
  }
  return left.reduce((sum, places) => sum + places, 0);
}

function nationalRound(places, kept, outcomes) {
  let left = places;
  for (const entry of kept) {
    if (left <= 0) return;
    if (outcomes[entry] === NOT_SELECTED) {
      outcomes[entry] = NATIONAL;
      left--;
    }
  }
}

function callReserves(entries, rules, kept, outcomes) {
  const ranks = new Uint32Array(entries.count);
  const called = new Uint32Array(10000);
  for (const entry of kept) {
    const regency = entries.regencies[entry];
    if (outcomes[entry] === NOT_SELECTED && called[regency] < rules.reserves) {
      outcomes[entry] = RESERVE;
      ranks[entry] = ++called[regency];
    }
  }
  return ranks;
}

function count(outcomes) {
  const of = [0, 0, 0, 0, 0];
  for (const outcome of outcomes) of[outcome]++;
  return { entries: outcomes.length, selected: of[REGIONAL] + of[NATIONAL], reserve: of[RESERVE], household: of[HOUSEHOLD], notSelected: of[NOT_SELECTED] };
}
