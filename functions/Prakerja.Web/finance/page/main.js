import { Api, Refusal } from './api.js';
import { Desk } from './desk.js';
import { TEXTS } from './texts.js';

const KINDS = ['unknown', 'suspense', 'failed', 'recovery'];
const at = id => document.getElementById(id);
let language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'id';
let api = null;
let busy = false;

function setLanguage(chosen) {
  language = chosen;
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  document.title = texts.title;
  for (const part of document.querySelectorAll('[data-text]')) part.textContent = texts[part.dataset.text];
  for (const part of document.querySelectorAll('[data-label]')) part.setAttribute('aria-label', texts[part.dataset.label]);
  for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === language));
  at('problem').textContent = '';
  at('status').textContent = '';
  if (api) {
    api.language = language;
    run(load);
  }
}

/** One thing at a time; what is refused is shown with its reason. */
async function run(work) {
  if (busy) return;
  busy = true;
  document.body.setAttribute('aria-busy', 'true');
  at('problem').textContent = '';
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof TypeError)) throw error;
    at('problem').textContent = error instanceof Refusal ? error.text : TEXTS[language].away;
    at('problem').focus();
    if (error.status === 401) signOut();
  } finally {
    busy = false;
    document.body.removeAttribute('aria-busy');
  }
}

async function load() {
  const [approvals, days, ...cases] = await Promise.all([
    api.list('/api/admin/approvals'), api.list('/api/admin/reconciliation'), ...KINDS.map(kind => api.list(`/api/admin/payouts?state=${kind}&status=open`)),
  ]);
  const desk = new Desk(TEXTS[language], language, act);
  at('waiting').replaceChildren(desk.waiting(approvals));
  at('days').replaceChildren(desk.days(days));
  at('cases').replaceChildren(desk.cases(cases.flat()));
  at('desk').hidden = false;
  at('sign-in').hidden = true;
}

function act(path, body) {
  run(async () => {
    await api.post(path, body);
    await load();
    at('status').textContent = TEXTS[language].done;
  });
}

function signOut() {
  api = null;
  at('desk').hidden = true;
  for (const id of ['waiting', 'days', 'cases']) at(id).replaceChildren();
  at('sign-in').hidden = false;
  at('status').textContent = '';
}

at('sign-in').addEventListener('submit', event => {
  event.preventDefault();
  api = new Api(at('token').value.trim(), language);
  at('token').value = '';
  run(load);
});
at('refresh').addEventListener('click', () => run(load));
at('sign-out').addEventListener('click', () => {
  signOut();
  at('token').focus();
});
for (const button of document.querySelectorAll('[data-language]')) button.addEventListener('click', () => setLanguage(button.dataset.language));
setLanguage(language);
