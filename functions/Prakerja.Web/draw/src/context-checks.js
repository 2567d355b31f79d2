import { readAll, equalBytes } from './bytes.js';
import { dueAt, findChain, roundAt } from './beacon.js';
import { COUNTS } from './documents.js';
import { sha256 } from './hashing.js';

const OBJECTION_TIME = 2 * 3600;
const MAX_COMMITMENT = 64 * 1024;
const seconds = time => Date.parse(time) / 1000;

/** `previous` must be the hash of the commitment published before this one. */
export async function checkPrevious(report, source, commitment) {
  if (!commitment) return;
  const list = await source.otherCommitments?.(commitment.batch);
  if (!list) {
    report.couldNotCheck('commitment.json', commitment.previous ? 'previous-form' : 'previous-null');
    return;
  }
  if (commitment.previous === null) {
    const older = list.find(other => other.batch < commitment.batch);
    report.check(!older, 'commitment.json', 'previous-first', {}, ['previous-missing', { field: 'previous', batch: older?.batch }]);
    return;
  }
  for (const other of list) {
    const bytes = await readAll(await other.open(), MAX_COMMITMENT);
    if (bytes && equalBytes(sha256(bytes), commitment.previous)) {
      report.confirm('commitment.json', 'previous-found', { batch: other.batch });
      return;
    }
  }
  report.fail('commitment.json', ['previous-unknown', { field: 'previous' }]);
}

/** Order in time, and that the public list of batches tells the same as the files. */
export async function checkAgainstList(report, source, { rules, record }) {
  const batch = rules && await source.batch?.(rules.batch);
  if (!batch) {
    report.couldNotCheck('commitment.json', 'times');
    return;
  }
  checkTimes(report, batch, rules.beacon);
  const total = [...rules.places.values()].reduce((sum, places) => sum + places, 0);
  compare(report, 'chain', batch.chain, rules.beacon.chain, 'rules.json');
  compare(report, 'round', batch.round, rules.beacon.round, 'rules.json');
  compare(report, 'places', batch.places, total, 'rules.json');
  compare(report, 'reserves', batch.reserves, rules.reserves, 'rules.json');
  for (const name of record ? COUNTS : []) compare(report, `counts.${name}`, batch.counts?.[name], record.counts[name], 'record.json');
}

function compare(report, field, listed, published, file) {
  if (listed !== published) report.fail('batches', ['list-differs', { field, published: String(listed), found: String(published), in: file }]);
}

function checkTimes(report, batch, { chain, round }) {
  const known = findChain(chain);
  if (!known) return;
  const [closes, due, announced] = [seconds(batch.closesAt), dueAt(known, round), seconds(batch.announcedAt)];
  const first = roundAt(known, closes + OBJECTION_TIME);
  const args = { field: 'beacon.round', round, first, closes, due, announced };
  report.check(seconds(batch.opensAt) < closes, 'batches', 'opens', args, ['opens-late', { ...args, field: 'opensAt' }]);
  report.check(round >= first, 'rules.json', round === first ? 'round-first' : 'round-later', args, ['round-early', args]);
  report.check(due <= announced, 'batches', 'announced', args, ['announced-early', { ...args, field: 'announcedAt' }]);
}
