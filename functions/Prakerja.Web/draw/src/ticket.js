import { ascii, bytesToHex, compareBytes, equalBytes, hexToBytes, readAll } from './bytes.js';
import { cutOffKey } from './computation.js';
import { parseProof } from './documents.js';
import { indexOf } from './entries.js';
import { keyedHash } from './hashing.js';
import { includes, leaf } from './merkle.js';
import { outcomeOf } from './result.js';

const MAX_PROOF = 64 * 1024;

export const PROOF = 'tickets';

const DETAILS = { selected: /^(regional|national)$/, reserve: /^[1-9]\d*$/, notSelected: /^$/, household: /^$/ };

/** What the files say about a ticket, and that the host's proof of it says the same. */
export async function reportTicket({ report, source, ticket, documents, entries, drawn }) {
  if (!entries || !drawn) return void report.couldNotCheck('entries.csv', 'ticket-unchecked', { ticket });
  const index = indexOf(entries, ticket);
  if (index < 0) return void report.fail('entries.csv', ['ticket-missing', { field: 'ticket', ticket }]);
  const cutOff = drawn.decided.cutOffs.get(cutOffKey(entries, index));
  const score = entry => drawn.scores.slice(entry * 32, entry * 32 + 32);
  const shown = {
    ticket, leafIndex: index, entries: entries.count, score: score(index), ...outcomeOf(drawn.decided, index),
    cutOff: cutOff === undefined ? null : score(cutOff),
  };
  report.confirm('result.csv', 'ticket-found', { ticket, line: index + 1 });
  const proof = source.openProof ? await readProof(report, source, ticket) : null;
  if (proof) {
    checkInclusion(report, proof, ticket, documents.commitment);
    for (const name of ['leafIndex', 'outcome', 'detail', 'score', 'cutOff']) report.same(PROOF, name, proof[name], 'computed', shown[name]);
  }
  return shown;
}

/** The host's proof of one ticket; null if it is missing or not sound, and then that is reported. */
export async function readProof(report, source, ticket) {
  const pieces = await source.openProof(ticket);
  const bytes = pieces && await readAll(pieces, MAX_PROOF);
  const { value, problem } = bytes ? parseProof(bytes) : { problem: pieces ? ['too-large'] : ['ticket-missing', { field: 'ticket', ticket }] };
  if (problem) report.fail(PROOF, problem);
  return value ?? null;
}

/** That the ticket's line is a leaf of the committed tree. */
export function checkInclusion(report, proof, ticket, commitment) {
  report.check(proof.line.startsWith(`${ticket},`), PROOF, 'proof-line', {}, ['proof-other', { field: 'line', ticket }]);
  report.same(PROOF, 'entries', proof.entries, 'entries-of-commitment', commitment.entries);
  report.check(includes(commitment.entriesRoot, commitment.entries, proof.leafIndex, leaf(ascii(proof.line)), proof.auditPath), PROOF,
    'included', { leafIndex: proof.leafIndex, entries: proof.entries }, ['not-included', { field: 'line, leafIndex, auditPath' }]);
}

export function scoreOf(ticket, seed) {
  const score = new Uint8Array(32);
  keyedHash(seed)(hexToBytes(ticket), score);
  return score;
}

/** What score, outcome and cut-off must be to each other: selected up to the cut-off, all other kept entries beyond it. */
export function checkRange(report, file, { outcome, detail, score, cutOff }) {
  const upTo = cutOff !== null && compareBytes(score, cutOff) <= 0;
  const fits = { selected: upTo, reserve: !upTo, notSelected: !upTo, household: cutOff === null || !equalBytes(score, cutOff) };
  const args = { outcome, score: bytesToHex(score), cutOff: cutOff && bytesToHex(cutOff) };
  report.check(fits[outcome] === true && DETAILS[outcome].test(detail), file, 'range', args, ['range-wrong', { field: 'outcome, detail, cutOff' }]);
}
