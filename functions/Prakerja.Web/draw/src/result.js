import { ascii, bytesToHex } from './bytes.js';
import { RESERVE } from './computation.js';
import { ticketAt } from './entries.js';
import { sha256 } from './hashing.js';

const PER_CHUNK = 4096;
const NEWLINE = 10;
const WORDS = [['notSelected', ''], ['selected', 'regional'], ['selected', 'national'], ['reserve', ''], ['household', '']];

/** `{outcome, detail}` of an entry in words. */
export function outcomeOf(decided, entry) {
  const code = decided.outcomes[entry];
  const [outcome, detail] = WORDS[code];
  return { outcome, detail: code === RESERVE ? String(decided.ranks[entry]) : detail };
}

export function lineOf(entries, decided, entry) {
  const { outcome, detail } = outcomeOf(decided, entry);
  return `${bytesToHex(ticketAt(entries, entry))},${outcome},${detail}`;
}

/** The result file, in chunks. */
export function* resultChunks(entries, decided) {
  for (let from = 0; from < entries.count; from += PER_CHUNK) {
    let text = '';
    for (let entry = from; entry < Math.min(from + PER_CHUNK, entries.count); entry++) text += `${lineOf(entries, decided, entry)}\n`;
    yield ascii(text);
  }
}

/** Compares a published result, as it streams in, with the one computed again; finds the first line that differs. */
export class ResultComparison {
  constructor(entries, decided) {
    this.hash = sha256.create();
    Object.assign(this, { entries, decided, line: 0, column: 0, differs: false, wanted: new Uint8Array(0), next: 0 });
    this.chunks = entries ? resultChunks(entries, decided) : [][Symbol.iterator]();
  }

  take(published) {
    this.hash.update(published);
    for (let at = 0; this.entries && !this.differs && at < published.length; at++) {
      if (!this.more() || published[at] !== this.wanted[this.next]) {
        this.differs = true;
        return;
      }
      this.next++;
      this.column = published[at] === NEWLINE ? 0 : this.column + 1;
      this.line += published[at] === NEWLINE ? 1 : 0;
    }
  }

  more() {
    if (this.next < this.wanted.length) return true;
    const { value, done } = this.chunks.next();
    if (!done) [this.wanted, this.next] = [value, 0];
    return !done;
  }

  /** `{hash, problem, line}`; problem is null if every line is the computed one. */
  complete() {
    const differs = this.entries && (this.differs || this.more());
    return { hash: this.hash.digest(), problem: differs ? this.explain() : null, line: this.line + 1 };
  }

  explain() {
    if (this.line >= this.entries.count) return ['result-longer'];
    const { outcome } = outcomeOf(this.decided, this.line);
    const field = this.column < 32 ? 'ticket' : this.column <= 32 + outcome.length ? 'outcome' : 'detail';
    return ['result-differs', { field, must: lineOf(this.entries, this.decided, this.line) }];
  }
}
