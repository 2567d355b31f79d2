/**
 * Where published files are read from. `open(name)` gives pieces of bytes (async iterable) or null if there is no such file; a source
 * that can also gives `openProof(ticket)`, `batch(number)` and `otherCommitments(number)`.
 */

const BATCHES = '/api/public/batches';

/** Files in memory, by name. */
export const memorySource = files => ({
  open: async name => (files.has(name) ? piecesOf(new Blob([files.get(name)]).stream()) : null),
});

/** Files that somebody chose or dropped; folders in front of their names do not matter. */
export function fileSource(files, ownKeys = null) {
  const byName = new Map([...files].map(file => [file.name, file]));
  if (ownKeys) byName.set('jwks.json', ownKeys);
  return {
    ownKeys: ownKeys !== null,
    size: name => byName.get(name)?.size ?? null,
    open: async name => (byName.has(name) ? piecesOf(byName.get(name).stream()) : null),
  };
}

/** The public API of a host. */
export function webSource(address, batch, { ownKeys = null, signal = undefined, fetch = globalThis.fetch } = {}) {
  const host = address.replace(/\/+$/, '').replace(/\/api\/public\/batches.*$/, '');
  const get = async path => {
    const answer = await fetch(`${host}${path}`, { signal, cache: 'no-store' });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${host}${path}: HTTP ${answer.status}`);
    return answer;
  };
  const open = async path => {
    const answer = await get(path);
    return answer && piecesOf(answer.body);
  };
  const draw = `${BATCHES}/${batch}/draw/`;
  return {
    ownKeys: ownKeys !== null,
    open: name => (name !== 'jwks.json' ? open(draw + resourceOf(name)) : ownKeys ? piecesOf(ownKeys.stream()) : open('/.well-known/jwks.json')),
    openProof: ticket => open(`${draw}tickets/${ticket}`),
    batch: async number => (await listBatches(get)).find(item => item.batch === number) ?? null,
    otherCommitments: async number => (await listBatches(get))
      .filter(item => item.batch !== number && item.draw.some(path => path.endsWith('/commitment')))
      .sort((a, b) => Math.abs(a.batch - number) - Math.abs(b.batch - number))
      .map(item => ({ batch: item.batch, open: () => open(`${BATCHES}/${item.batch}/draw/commitment`) })),
  };
}

/** `entries.csv.jws` is served as `entries.jws`. */
const resourceOf = name => name.replace(/\.(json|csv)/, '');

async function listBatches(get) {
  const items = [];
  for (let next = ''; next !== null;) {
    const answer = await get(`${BATCHES}?limit=200${next && `&cursor=${encodeURIComponent(next)}`}`);
    const page = answer ? await answer.json() : { items: [], next: null };
    items.push(...page.items);
    next = page.next ?? null;
  }
  return items;
}

/** A stream's chunks; not every browser iterates over streams by itself. */
export async function* piecesOf(stream) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
