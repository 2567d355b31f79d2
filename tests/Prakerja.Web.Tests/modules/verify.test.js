import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemText } from '../../../functions/Prakerja.Web/draw/src/messages.js';
import { FILES } from '../../../functions/Prakerja.Web/draw/src/signed-reader.js';
import { ROUND, publish, signFile, verify, verifyOne } from './published.js';

const textOf = item => `${item.file}: ${itemText('en', item)}`;
const every = [...FILES, ...FILES.map(name => `${name}.jws`), 'jwks.json'];

/** Every failure names the file that was changed; a signature's failure may name its file or the keys. */
function assertBlames(report, file, where) {
  assert.ok(!report.holds, `${where}: went unseen`);
  const stem = file.replace('.jws', '');
  for (const failure of report.failures.map(textOf)) {
    assert.ok(file === 'jwks.json' ? /jwks\.json|key/.test(failure) : failure.includes(stem), `${where}: ${failure}`);
  }
}

for (const vector of ['empty', 'one', 'seven', 'thousand']) {
  test(`Verify_${vector}_Holds`, async () => {
    const report = await verify(await publish(vector));

    assert.deepEqual(report.failures.map(textOf), []);
    assert.ok(report.items.some(item => item.verdict === 'right' && item.key === 'beacon'));
    assert.equal(report.items.filter(item => item.key === 'signed').length, FILES.length);
  });
}

for (const file of every) {
  test(`Verify_OneByteChangedAnywhereIn_${file}_FailsNamingIt`, async () => {
    const files = await publish('seven');
    const bytes = Uint8Array.from(files.get(file));
    for (let i = 0; i < bytes.length; i++) {
      for (const mask of i % 7 === 0 ? [0x01, 0x80] : [0x01]) {
        const changed = Uint8Array.from(bytes);
        changed[i] ^= mask;
        files.set(file, changed);
        assertBlames(await verify(files), file, `${file} byte ${i} mask ${mask}`);
      }
    }
  });

  test(`Verify_MissingCutOrLonger_${file}_FailsNamingIt`, async () => {
    const files = await publish('seven');
    const bytes = files.get(file);
    const changes = [bytes.slice(0, -1), new Uint8Array([...bytes, file === 'jwks.json' ? 0x7b : 10]), new Uint8Array(5_000_000), null];
    for (const [i, change] of changes.entries()) {
      if (change) files.set(file, change);
      else files.delete(file);
      assertBlames(await verify(files), file, `${file} change ${i}`);
    }
  });
}

const fields = [
  ['commitment.json', '"entries":7', '"entries":8', 'entries'],
  ['commitment.json', '"batch":1', '"batch":2', 'batch'],
  ['commitment.json', '"round":1000', '"round":1001', 'beacon'],
  ['commitment.json', '"chain":"52', '"chain":"53', 'beacon'],
  ['commitment.json', '"entriesRoot":"45', '"entriesRoot":"46', 'entriesRoot'],
  ['commitment.json', /"rulesHash":"./, '"rulesHash":"x', 'rulesHash'],
  ['commitment.json', '"previous":"', '"previous":"x', 'previous'],
  ['record.json', '"batch":1', '"batch":2', 'batch'],
  ['record.json', '"round":1000', '"round":1', 'round'],
  ['record.json', '"beaconSignature":"b4', '"beaconSignature":"b5', 'randomness'],
  ['record.json', /"commitmentHash":"./, '"commitmentHash":"', 'commitmentHash'],
  ['record.json', /"randomness":"f/, '"randomness":"e', 'randomness'],
  ['record.json', /"seed":"(.)/, (_, c) => `"seed":"${c === '0' ? '1' : '0'}`, 'seed'],
  ['record.json', /"resultHash":"(.)/, (_, c) => `"resultHash":"${c === '0' ? '1' : '0'}`, 'resultHash'],
  ...['entries', 'selected', 'reserve', 'household', 'notSelected'].map(name =>
    ['record.json', new RegExp(`"${name}":(\\d)`), (_, c) => `"${name}":${(Number(c) + 1) % 10}`, `counts.${name}`]),
  ['result.csv', '3b5f3d86268ecc45dc6bf1e1a399f82a,', '3b5f3d86268ecc45dc6bf1e1a399f82b,', 'line 3: ticket'],
  ['result.csv', /(378c\w+),\w+,/, '$1,elected,', 'line 2: outcome'],
  ['result.csv', /(62c8\w+,\w+),.*/, '$1,x', 'line 4: detail'],
  ['rules.json', '"reserves":5', '"reserves":6', 'rulesHash'],
  ['rules.json', '"11.02":1', '"11.02":2', 'rulesHash'],
  ['rules.json', '"algorithm":"prakerja-draw-1"', '"algorithm":"prakerja-draw-2"', 'algorithm'],
  ['rules.json', '"reserves"', '"reserved"', 'reserve'],
  ['entries.csv', '28ce6f2410645d51c6f8da3eabe19f58,11.01,2', '28ce6f2410645d51c6f8da3eabe19f58,11.02,2', 'entriesRoot'],
  ['entries.csv', '19f58,11.01,2', '19f58,11.01,02', 'line 1: group: has leading zeros'],
  ['entries.csv', '28ce6f', '28CE6F', 'line 1: ticket: has uppercase'],
  ['entries.csv', '62c82185', '00c82185', 'line 4: ticket: is out of order'],
  ['entries.csv', '7fd9,2\n', '7fd9,1\n', 'entriesRoot'],
  ['entries.csv', '923ceb3ffd,2\n', '923ceb3ffd,1\n', 'line 2: allowance: is another'],
  ['entries.csv', /\n$/, '', 'line 7: is the last one'],
  ['entries.csv', /^/, '\ufeff', 'line 1: begins with a byte order mark'],
  ['entries.csv', '\n', '\r\n', 'line 1: has a carriage return'],
];

for (const [file, from, to, named] of fields) {
  test(`Verify_ChangedAndSignedAgain_${file}_${named}_FailsNamingIt`, async () => {
    const files = await publish('seven');
    const before = new TextDecoder().decode(files.get(file));
    const after = before.replace(from, to);
    assert.notEqual(after, before);
    files.set(file, new TextEncoder().encode(after));
    signFile(files, file);

    const report = await verify(files);

    assertBlames(report, file, named);
    assert.ok(report.failures.some(failure => textOf(failure).includes(named)), report.failures.map(textOf).join('\n'));
    assert.ok(!report.failures.some(failure => failure.key === 'signature-wrong'));
  });
}

test('Verify_SignatureOfAnotherRound_FailsThoughItsHashFits', async () => {
  const files = await publish('seven', rules => ({ ...rules, beacon: { ...rules.beacon, round: ROUND + 1 } }));
  assert.deepEqual((await verify(files)).failures.map(failure => failure.args.field), ['round']);

  files.set('record.json', new TextEncoder().encode(new TextDecoder().decode(files.get('record.json')).replace(`"round":${ROUND}`, `"round":${ROUND + 1}`)));
  signFile(files, 'record.json');

  assert.deepEqual((await verify(files)).failures.map(failure => failure.key), ['beacon-wrong']);
});

test('Verify_SandboxBeacon_IsSaidToProveNothing', async () => {
  const report = await verify(await publish('seven', rules => ({ ...rules, beacon: { chain: 'sandbox', round: 1000 } })));
  assert.deepEqual(report.failures.map(textOf), []);
  assert.ok(report.items.some(item => item.verdict === 'open' && item.key === 'sandbox'));
});

test('Verify_ChainOfUnknownName_Fails', async () => {
  const report = await verify(await publish('seven', rules => ({ ...rules, beacon: { chain: 'ours', round: 1000 } })));
  assert.deepEqual(report.failures.map(failure => failure.key), ['chain-unknown']);
});

test('VerifyTicket_EveryTicketOfAThousand_AgreesWithTheWholeBatch', async () => {
  const files = await publish('thousand');
  const result = new TextDecoder().decode(files.get('result.csv')).trim().split('\n');
  for (const [i, line] of result.entries()) {
    if (i % 97 !== 0) continue;
    const [ticket, outcome, detail] = line.split(',');
    const { report, shown } = await verifyOne(files, ticket);
    assert.deepEqual(report.failures.map(textOf), []);
    assert.deepEqual([shown.leafIndex, shown.outcome, shown.detail], [i, outcome, detail]);
  }
});

test('VerifyTicket_NotAmongTheEntries_Fails', async () => {
  const { report } = await verifyOne(await publish('seven'), '0'.repeat(32));
  assert.deepEqual(report.failures.map(failure => failure.key), ['ticket-missing']);
});
