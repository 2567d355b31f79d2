import { ascii, bytesToHex, compareBytes, concat, hexToBytes } from './bytes.js';
import { checkBeacon } from './beacon-checks.js';
import { seedOf } from './computation.js';
import { checkAgainstList } from './context-checks.js';
import { BLOCK, lineBlocks } from './blocks.js';
import { scanEntries } from './entries.js';
import { readLine } from './entry-line.js';
import { keyedHash, sha256 } from './hashing.js';
import { SignedReader } from './signed-reader.js';
import { PROOF, checkInclusion, checkRange, readProof, scoreOf } from './ticket.js';
import { checkDocuments, readDocuments } from './verify.js';

/**
 * Checks one ticket of a batch of any size: by the host's proof where there is one (a few KB), otherwise by the files, read once
 * without being kept.
 */
export async function verifyTicket({ source, report, pool, ticket, crypto, stage = () => {} }) {
  const reader = new SignedReader(source, report, crypto);
  stage('documents');
  const documents = await readDocuments(reader);
  const sound = checkDocuments(report, documents);
  checkBeacon(report, documents, reader.crypto);
  await checkAgainstList(report, source, documents);
  const { rules, commitment, record } = documents;
  if (sound) report.same('record.json', 'seed', record.seed, 'seed-committed', seedOf(commitment.entriesRoot, rules.hash, record.randomness));
  stage('ticket');
  if (!sound) report.couldNotCheck('result.csv', 'inputs-unsound');
  const shown = !sound ? null : source.openProof
    ? await byProof(report, source, ticket, documents)
    : await byFiles(reader, pool, ticket, documents, stage);
  return { documents, ticket: shown };
}

async function byProof(report, source, ticket, { commitment, record }) {
  const proof = await readProof(report, source, ticket);
  if (!proof) return null;
  checkInclusion(report, proof, ticket, commitment);
  report.same(PROOF, 'score', proof.score, 'seed', scoreOf(ticket, record.seed));
  checkRange(report, PROOF, proof);
  report.couldNotCheck(PROOF, 'cut-off-needs-files');
  return { ticket, ...proof };
}

async function byFiles(reader, pool, ticket, { commitment, record }, stage) {
  const { report, source } = reader;
  stage('find');
  const found = await findLine(await source.open('entries.csv') ?? [], ticket);
  if (!found) return void report.fail('entries.csv', ['ticket-missing', { field: 'ticket', ticket }]);
  stage('entries');
  const rivals = await readRivals(reader, pool, found, commitment);
  stage('result');
  const outcome = await readOutcomes(reader, ticket, rivals, record);
  if (!outcome) return null;
  const shown = { ticket, leafIndex: found.index, entries: commitment.entries, score: scoreOf(ticket, record.seed), ...outcome };
  report.confirm('result.csv', 'ticket-found', { ticket, line: found.index + 1 });
  checkRange(report, 'result.csv', shown);
  return shown;
}

/** Where a ticket stands, with its regency and group. */
async function findLine(pieces, ticket) {
  const columns = { tickets: new Uint8Array(16), households: new Uint8Array(16), regencies: [0], groups: [0], allowances: [0] };
  const wanted = ascii(`${ticket},`);
  let before = 0;
  for await (const { bytes, lines } of lineBlocks(pieces)) {
    for (let row = 0, from = 0; row < lines; row++) {
      const end = bytes.indexOf(10, from);
      const line = bytes.subarray(from, end);
      if (compareBytes(line.subarray(0, wanted.length), wanted) === 0) {
        return readLine(line, columns, 0) ? { index: before + row, regency: columns.regencies[0], group: columns.groups[0] } : null;
      }
      from = end + 1;
    }
    before += lines;
  }
  return null;
}

/** Checks the tree over all entries; keeps the tickets of one regency and group. */
async function readRivals(reader, pool, { regency, group }, commitment) {
  const { report } = reader;
  const rivals = [];
  let scanned = null;
  await reader.read('entries.csv', async pieces => {
    scanned = await scanEntries(pieces, pool, block => rivals.push(pick(block, regency, group)));
  });
  if (scanned && report.check(!scanned.problem, 'entries.csv', 'entries-form', { count: scanned.count }, scanned.problem, scanned.line)) {
    report.same('commitment.json', 'entries', commitment.entries, 'lines-of-entries', scanned.count);
    report.same('commitment.json', 'entriesRoot', commitment.entriesRoot, 'root-of-entries', scanned.root);
  }
  return concat(rivals);
}

function pick(block, regency, group) {
  const picked = new Uint8Array(BLOCK * 16);
  let length = 0;
  for (let i = 0; i < block.regencies.length; i++) {
    if (block.regencies[i] === regency && block.groups[i] === group) {
      picked.set(block.tickets.subarray(i * 16, i * 16 + 16), length);
      length += 16;
    }
  }
  return picked.slice(0, length);
}

/** The ticket's line of the result, and the last score selected among its rivals; both files are in ticket order. */
async function readOutcomes(reader, ticket, rivals, record) {
  const { report } = reader;
  const hash = sha256.create();
  const score = keyedHash(record.seed);
  const state = { rest: '', own: null, cutOff: null, ...rivalAt(rivals, 0) };
  const text = new TextDecoder('latin1');
  await reader.read('result.csv', async pieces => {
    for await (const piece of pieces) {
      hash.update(piece);
      const lines = (state.rest + text.decode(piece)).split('\n');
      state.rest = lines.pop().slice(0, 256);
      for (const line of lines) takeLine(state, line, ticket, rivals, score);
    }
  });
  report.same('record.json', 'resultHash', record.resultHash, 'hash-of-result', hash.digest());
  if (!state.own || state.rival) return void report.fail('result.csv', ['ticket-missing', { field: 'ticket', ticket: state.own ? state.rival : ticket }]);
  return { outcome: state.own[1], detail: state.own[2], cutOff: state.cutOff };
}

const rivalAt = (rivals, at) => ({ at, rival: at < rivals.length ? bytesToHex(rivals.subarray(at, at + 16)) : null });

function takeLine(state, line, ticket, rivals, score) {
  const fields = line.split(',');
  if (fields[0] === ticket) state.own = fields;
  if (fields[0] !== state.rival) return;
  Object.assign(state, rivalAt(rivals, state.at + 16));
  const own = new Uint8Array(32);
  score(hexToBytes(fields[0]), own);
  if (fields[1] === 'selected' && (state.cutOff === null || compareBytes(own, state.cutOff) > 0)) state.cutOff = own;
}
