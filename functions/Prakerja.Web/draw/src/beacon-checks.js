import { bytesToHex } from './bytes.js';
import { QUICKNET, SANDBOX, chainHash, dueAt, findChain } from './beacon.js';

/** Who made the randomness: the signature of the record's round under the public chain's key; that the rules named this round is checked elsewhere. */
export function checkBeacon(report, { rules, record }, { verifyRound }) {
  if (!rules) return;
  const { chain, round } = rules.beacon;
  const known = findChain(chain);
  if (!known) {
    report.fail('rules.json', ['chain-unknown', { field: 'beacon.chain', chain }]);
    return;
  }
  report.confirm('rules.json', 'due', { round, at: dueAt(known, round) });
  if (known === SANDBOX) report.couldNotCheck('record.json', 'sandbox');
  if (known !== QUICKNET || !record) return;
  const bound = bytesToHex(chainHash(QUICKNET)) === chain;
  report.check(bound && verifyRound(record.round, record.beaconSignature), 'record.json', 'beacon', { round: record.round },
    ['beacon-wrong', { field: 'beaconSignature', round: record.round }]);
}
