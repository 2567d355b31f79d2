import { parse } from './canonical.js';
import { readFields } from './fields.js';
import { sha256 } from './hashing.js';

export const ALGORITHM = 'prakerja-draw-1';

const document = read => bytes => {
  const parsed = parse(bytes);
  if (parsed.problem) return parsed;
  const result = readFields(parsed.value, read);
  return result.problem ? result : { value: { ...result.value, hash: sha256(bytes) } };
};

const beacon = fields => ({ chain: fields.text('chain'), round: fields.whole('round') });

function places(fields) {
  const names = Object.keys(fields.source);
  for (const name of names) {
    if (!/^\d\d\.\d\d$/.test(name)) fields.refuse(name, 'not-regency');
  }
  return new Map(names.map(name => [name, fields.whole(name)]));
}

export const parseRules = document(fields => {
  if (fields.text('algorithm') !== ALGORITHM) fields.refuse('algorithm', 'not-algorithm', null, { algorithm: ALGORITHM });
  return {
    batch: fields.whole('batch'), beacon: fields.object('beacon', beacon), places: fields.object('places', places), reserves: fields.whole('reserves'),
  };
});

export const parseCommitment = document(fields => ({
  batch: fields.whole('batch'),
  entries: fields.whole('entries'),
  entriesRoot: fields.bytes('entriesRoot', 32),
  rulesHash: fields.bytes('rulesHash', 32),
  beacon: fields.object('beacon', beacon),
  previous: fields.orNull('previous', name => fields.bytes(name, 32)),
}));

export const COUNTS = ['entries', 'selected', 'reserve', 'household', 'notSelected'];

export const parseRecord = document(fields => ({
  batch: fields.whole('batch'),
  round: fields.whole('round'),
  beaconSignature: fields.bytes('beaconSignature'),
  commitmentHash: fields.bytes('commitmentHash', 32),
  randomness: fields.bytes('randomness', 32),
  seed: fields.bytes('seed', 32),
  resultHash: fields.bytes('resultHash', 32),
  counts: fields.object('counts', inner => Object.fromEntries(COUNTS.map(name => [name, inner.whole(name)]))),
}));

/** What the host says about one ticket. */
export const parseProof = document(fields => ({
  auditPath: hashes(fields, 'auditPath'),
  cutOff: fields.orNull('cutOff', name => fields.bytes(name, 32)),
  detail: fields.text('detail'),
  entries: fields.whole('entries'),
  leafIndex: fields.whole('leafIndex'),
  line: fields.text('line'),
  outcome: fields.text('outcome'),
  score: fields.bytes('score', 32),
}));

function hashes(fields, name) {
  const list = fields.get(name);
  if (!Array.isArray(list)) return fields.refuse(name, 'not-hex', [], { digits: 64 });
  return list.map((item, i) => readFields({ item }, inner => inner.bytes('item', 32)).value
    ?? fields.refuse(`${name}[${i}]`, 'not-hex', new Uint8Array(32), { digits: 64 }));
}
