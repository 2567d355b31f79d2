import { checkBeacon } from './beacon-checks.js';
import { checkAgainstList, checkPrevious } from './context-checks.js';
import { decide, drawOrder, scoreAll, seedOf } from './computation.js';
import { COUNTS, parseCommitment, parseRecord, parseRules } from './documents.js';
import { readEntries } from './entries.js';
import { sha256 } from './hashing.js';
import { ResultComparison } from './result.js';
import { SignedReader } from './signed-reader.js';
import { reportTicket } from './ticket.js';

/** Reads and checks rules, commitment and record against each other; any of them may be null. */
export async function readDocuments(reader) {
  await reader.readKeys();
  const rules = await reader.readDocument('rules.json', parseRules);
  const commitment = await reader.readDocument('commitment.json', parseCommitment);
  const record = await reader.readDocument('record.json', parseRecord);
  return { rules, commitment, record };
}

/** Whether the commitment binds the rules, and the record follows from the commitment. */
export function checkDocuments(report, { rules, commitment, record }) {
  if (!rules || !commitment || !record) return false;
  const of = (...value) => report.same(...value);
  const checks = [
    of('commitment.json', 'batch', commitment.batch, 'batch-of-rules', rules.batch),
    of('commitment.json', 'beacon', commitment.beacon, 'beacon-of-rules', rules.beacon),
    of('commitment.json', 'rulesHash', commitment.rulesHash, 'hash-of-rules', rules.hash),
    of('record.json', 'batch', record.batch, 'batch-of-commitment', commitment.batch),
    of('record.json', 'round', record.round, 'round-of-commitment', commitment.beacon.round),
    of('record.json', 'commitmentHash', record.commitmentHash, 'hash-of-commitment', commitment.hash),
    of('record.json', 'randomness', record.randomness, 'hash-of-signature', sha256(record.beaconSignature)),
  ];
  return checks.every(Boolean);
}

/**
 * Repeats everything about a published draw that can be repeated.
 * @param source `open(name)` gives a stream of the file or null; see sources.js.
 */
export async function verifyBatch({ source, report, pool, ticket = null, crypto, stage = () => {} }) {
  const reader = new SignedReader(source, report, crypto);
  stage('documents');
  const documents = await readDocuments(reader);
  stage('entries');
  const entries = await readEntriesFile(reader, pool);
  const sound = checkDocuments(report, documents) & checkEntries(report, documents.commitment, entries);
  checkBeacon(report, documents, reader.crypto);
  stage('scores');
  const drawn = sound ? await recompute(report, documents, entries, pool, stage) : null;
  if (!sound) report.couldNotCheck('result.csv', 'inputs-unsound');
  stage('result');
  await checkResult(reader, documents.record, entries, drawn);
  stage('context');
  await checkPrevious(report, source, documents.commitment);
  await checkAgainstList(report, source, documents);
  const shown = ticket ? await reportTicket({ report, source, ticket, documents, entries, drawn }) : null;
  report.couldNotCheck('entries.csv', 'persons');
  return { documents, drawn, ticket: shown };
}

async function readEntriesFile(reader, pool) {
  let read = null;
  if (!await reader.read('entries.csv', async pieces => { read = await readEntries(pieces, pool); })) return null;
  reader.report.check(!read.problem, 'entries.csv', 'entries-form', { count: read.count }, read.problem, read.line);
  return read.problem ? null : read;
}

function checkEntries(report, commitment, entries) {
  if (!commitment || !entries) return false;
  return report.same('commitment.json', 'entries', commitment.entries, 'lines-of-entries', entries.count)
    & report.same('commitment.json', 'entriesRoot', commitment.entriesRoot, 'root-of-entries', entries.root);
}

async function recompute(report, { rules, record }, entries, pool, stage) {
  const seed = seedOf(entries.root, rules.hash, record.randomness);
  const scores = await scoreAll(entries, seed, pool, done => stage('scores', done / entries.count));
  stage('decide');
  const decided = decide(entries, rules, drawOrder(entries, scores));
  report.same('record.json', 'seed', record.seed, 'seed', seed);
  for (const name of COUNTS) report.same('record.json', `counts.${name}`, record.counts[name], 'counted', decided.counts[name]);
  return { seed, scores, decided };
}

async function checkResult(reader, record, entries, drawn) {
  const { report } = reader;
  const comparison = new ResultComparison(drawn && entries, drawn?.decided);
  const read = await reader.read('result.csv', async pieces => {
    for await (const piece of pieces) comparison.take(piece);
  });
  if (!read) return;
  const { hash, problem, line } = comparison.complete();
  if (drawn) report.check(!problem, 'result.csv', 'outcomes', { count: entries.count }, problem, line);
  if (record) report.same('record.json', 'resultHash', record.resultHash, 'hash-of-result', hash);
}
