// Bundles each page into one file in wwwroot that needs nothing else: script, worker and style stand inside.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = name => fileURLToPath(new URL(name, import.meta.url));
const options = { bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', legalComments: 'inline', charset: 'utf8' };

const bundle = async (entry, plugins = []) => (await build({ ...options, entryPoints: [path(entry)], plugins })).outputFiles[0].text;

const textModule = (name, contents) => ({
  name,
  setup(setup) {
    setup.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
    setup.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'text' }));
  },
});

const hash = text => createHash('sha256').update(text).digest('base64');

async function buildPage(name, plugins = []) {
  // An inline script ends at the first closing tag, wherever it stands.
  const script = (await bundle(`${name}/page/main.js`, plugins)).trim().replaceAll('</script', '<\\/script');
  const style = (await readFile(path(`${name}/page/style.css`), 'utf8')).trim();
  const parts = { script, style, scriptHash: hash(script), styleHash: hash(style) };
  const page = (await readFile(path(`${name}/page/index.html`), 'utf8')).replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]);
  await mkdir(path('wwwroot'), { recursive: true });
  await writeFile(path(`wwwroot/${name}.html`), page);
}

await buildPage('finance');
await buildPage('draw', [textModule('worker-source', await bundle('draw/src/worker.js'))]);
