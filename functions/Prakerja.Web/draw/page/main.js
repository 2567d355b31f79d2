import { fileSource, webSource } from '../src/sources.js';
import { Check } from './check.js';
import { droppedFiles } from './dropped-files.js';
import { View } from './view.js';

const at = id => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const view = new View(asked.get('lang') === 'en' ? 'en' : 'id');
let files = [];
let running = null;

function chooseSource(from) {
  at('from-web').checked = from === 'web';
  at('from-files').checked = from === 'files';
  at('web').hidden = from !== 'web';
  at('files').hidden = from !== 'files';
}

function chooseFiles(chosen) {
  files = [...chosen];
  chooseSource('files');
  at('drop').textContent = files.map(file => file.name).join(', ') || view.texts.drop;
}

/** What the form asks for, or the key of a complaint with its field. */
function readForm(single) {
  const ticket = at('ticket').value.trim() || null;
  if ((single || ticket) && !/^[0-9a-f]{32}$/.test(ticket)) return { complaint: 'needTicket', field: 'ticket' };
  const ownKeys = at('keys').files[0] ?? null;
  const abort = new AbortController();
  if (at('from-files').checked) {
    return files.length === 0 ? { complaint: 'needFiles', field: 'chosen' } : { single, ticket, abort, source: fileSource(files, ownKeys) };
  }
  const [batch, address] = [at('batch').value.trim(), at('address').value.trim()];
  if (!/^\d{1,9}$/.test(batch)) return { complaint: 'needBatch', field: 'batch' };
  if (!/^https?:\/\/./.test(address)) return { complaint: 'needAddress', field: 'address' };
  return { single, ticket, abort, source: webSource(address, Number(batch), { ownKeys, signal: abort.signal }) };
}

async function start(single) {
  const form = readForm(single);
  view.complain(form.complaint);
  for (const id of ['ticket', 'chosen', 'batch', 'address']) at(id).setAttribute('aria-invalid', String(form.field === id));
  if (form.complaint) {
    at(form.field).focus();
    return;
  }
  running?.cancel();
  const check = running = new Check(form, state => view.show(state));
  at('cancel').hidden = false;
  at('outcome').hidden = false;
  at('verdict').focus();
  await check.run();
  if (running === check) at('cancel').hidden = true;
}

at('form').addEventListener('submit', event => {
  event.preventDefault();
  start(event.submitter?.value === 'ticket');
});
at('cancel').addEventListener('click', () => running?.cancel());
at('from-web').addEventListener('change', () => chooseSource('web'));
at('from-files').addEventListener('change', () => chooseSource('files'));
for (const id of ['chosen', 'folder']) at(id).addEventListener('change', event => chooseFiles(event.target.files));
for (const button of document.querySelectorAll('[data-language]')) button.addEventListener('click', () => view.setLanguage(button.dataset.language));
document.addEventListener('dragover', event => {
  event.preventDefault();
  at('drop').classList.add('over');
});
document.addEventListener('dragleave', () => at('drop').classList.remove('over'));
document.addEventListener('drop', async event => {
  event.preventDefault();
  at('drop').classList.remove('over');
  chooseFiles(await droppedFiles(event.dataTransfer));
});

view.setLanguage(view.language);
const isServed = location.protocol.startsWith('http');
chooseSource(isServed ? 'web' : 'files');
at('address').value = isServed ? location.origin : '';
at('batch').value = asked.get('batch') ?? '';
at('ticket').value = asked.get('ticket') ?? '';
