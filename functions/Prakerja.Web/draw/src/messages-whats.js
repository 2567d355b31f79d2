/** What a published value is compared with. */
export const WHATS = {
  'batch-of-rules': { id: 'nomor batch di rules.json', en: 'batch of rules.json' },
  'beacon-of-rules': { id: 'suar acak di rules.json', en: 'beacon of rules.json' },
  'hash-of-rules': { id: 'SHA-256 rules.json', en: 'SHA-256 of rules.json' },
  'batch-of-commitment': { id: 'nomor batch di commitment.json', en: 'batch of commitment.json' },
  'round-of-commitment': { id: 'putaran suar di commitment.json', en: 'beacon round of commitment.json' },
  'hash-of-commitment': { id: 'SHA-256 commitment.json', en: 'SHA-256 of commitment.json' },
  'hash-of-signature': { id: 'SHA-256 dari beaconSignature-nya', en: 'SHA-256 of its beaconSignature' },
  'lines-of-entries': { id: 'jumlah baris entries.csv', en: 'number of lines of entries.csv' },
  'root-of-entries': { id: 'akar pohon Merkle entries.csv', en: 'Merkle tree hash of entries.csv' },
  'entries-of-commitment': { id: 'jumlah peserta di commitment.json', en: 'entries of commitment.json' },
  'hash-of-result': { id: 'SHA-256 result.csv', en: 'SHA-256 of result.csv' },
  seed: { id: 'hasil hitungan dari benih undian', en: 'value computed with the seed' },
  'seed-committed': { id: 'SHA-256 dari tanda, entriesRoot, rulesHash, dan randomness', en: 'SHA-256 of tag, entriesRoot, rulesHash and randomness' },
  counted: { id: 'jumlah yang dihitung ulang', en: 'number counted again' },
  computed: { id: 'nilai yang dihitung ulang', en: 'value computed again' },
};
