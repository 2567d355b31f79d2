/** What was found right, or could not be checked. */
export const FACTS = {
  signed: {
    id: a => `ditandatangani dengan kunci “${a.keyId}” (ES256)`,
    en: a => `signed with key “${a.keyId}” (ES256)`,
  },
  'entries-form': {
    id: a => `semua ${a.count} baris bentuknya benar, urut, dan tidak ganda; jatah setiap keluarga sama`,
    en: a => `all ${a.count} lines are well formed, in order, once; one allowance a household`,
  },
  same: { id: a => `${a.field} = ${a.what}`, en: a => `${a.field} = ${a.what}` },
  outcomes: {
    id: a => `${a.count} hasil sama dengan yang dihitung ulang: skor, saringan keluarga, putaran daerah dan nasional, cadangan`,
    en: a => `${a.count} outcomes are the ones computed again: scores, household filter, regional and national round, reserves`,
  },
  beacon: {
    id: a => `beaconSignature adalah tanda tangan BLS asli putaran ${a.round} dari suar publik drand quicknet`,
    en: a => `beaconSignature is the true BLS signature of round ${a.round} of the public beacon drand quicknet`,
  },
  due: {
    id: a => `putaran ${a.round} jatuh tempo ${a.time(a.at)}`,
    en: a => `round ${a.round} is due on ${a.time(a.at)}`,
  },
  opens: { id: () => 'batch dibuka sebelum ditutup', en: () => 'the batch opened before it closed' },
  'round-first': {
    id: a => `putaran yang disebut adalah yang pertama setelah penutupan (${a.time(a.closes)}) ditambah 2 jam`,
    en: a => `the round named is the first one after closing (${a.time(a.closes)}) plus 2 hours`,
  },
  'round-later': {
    id: a => `putaran yang disebut lebih lambat dari yang pertama setelah penutupan ditambah 2 jam (${a.first}): batch pernah ditahan`,
    en: a => `the round named is later than the first one after closing plus 2 hours (${a.first}): the batch was held for a time`,
  },
  announced: {
    id: a => `hasil diumumkan ${a.time(a.announced)}, sesudah putaran jatuh tempo`,
    en: a => `announced on ${a.time(a.announced)}, after the round was due`,
  },
  'previous-first': { id: () => 'previous kosong: tidak ada batch sebelumnya', en: () => 'previous is null: no batch came before' },
  'previous-found': {
    id: a => `previous = SHA-256 komitmen batch ${a.batch}`,
    en: a => `previous = SHA-256 of the commitment of batch ${a.batch}`,
  },
  included: {
    id: a => `jalur pembuktian membawa baris ke-${a.leafIndex + 1} dari ${a.entries} ke entriesRoot`,
    en: a => `the audit path leads from line ${a.leafIndex + 1} of ${a.entries} to entriesRoot`,
  },
  'proof-line': { id: () => 'baris itu milik tiket ini', en: () => 'the line is this ticket’s' },
  'ticket-found': { id: a => `tiket ${a.ticket} ada di baris ${a.line}`, en: a => `ticket ${a.ticket} stands in line ${a.line}` },
  range: {
    id: a => `skor ${a.score}, hasil ${a.outcome}, dan batas ${a.cutOff ?? 'kosong'} saling cocok`,
    en: a => `score ${a.score}, outcome ${a.outcome} and cut-off ${a.cutOff ?? 'none'} fit each other`,
  },

  'keys-trusted': {
    id: () => 'bahwa kunci ini milik penyelenggara: diambil dari tempat yang sama dengan berkasnya. Berikan kunci Anda sendiri bila punya',
    en: () => 'that these keys are the operator’s: they came from the same place as the files. Give your own if you have them',
  },
  sandbox: {
    id: () => 'keacakannya: ini suar tiruan (sandbox) untuk mencoba di laptop, bukan suar publik. Undian seperti ini tidak membuktikan apa-apa',
    en: () => 'its randomness: this is the sandbox’s made-up beacon for trying things on a laptop, not a public one. Such a draw proves nothing',
  },
  'previous-form': {
    id: () => 'bahwa previous adalah SHA-256 komitmen batch sebelumnya: berkas itu tidak ada di sini',
    en: () => 'that previous is the SHA-256 of the last batch’s commitment: that file is not here',
  },
  'previous-null': {
    id: () => 'previous kosong, seperti hanya boleh pada batch pertama',
    en: () => 'previous is null, as only the first batch of all may say',
  },
  times: {
    id: () => 'kapan batch ditutup dan diumumkan: daftar batch tidak ada di sini',
    en: () => 'when the batch closed and was announced: the list of batches is not here',
  },
  'inputs-unsound': {
    id: () => 'benih, hasil, dan jumlah: bahan undian tidak benar, lihat di bawah',
    en: () => 'seed, outcomes and counts: the inputs of the draw are not sound, see below',
  },
  'ticket-unchecked': {
    id: a => `tiket ${a.ticket}: undian tidak dapat dihitung ulang`,
    en: a => `ticket ${a.ticket}: the draw could not be computed again`,
  },
  'cut-off-needs-files': {
    id: () => 'bahwa hasil dan batasnya sendiri tidak keliru: untuk itu periksa seluruh batch',
    en: () => 'that outcome and cut-off themselves are right: check the whole batch for that',
  },
  persons: {
    id: () => 'bahwa setiap peserta adalah orang nyata yang berhak: auditor memeriksanya dengan kunci yang dititipkan',
    en: () => 'that entries stand for real, eligible persons: the auditor samples them with the escrowed key',
  },
};
