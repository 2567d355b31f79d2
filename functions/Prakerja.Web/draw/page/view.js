import { bytesToHex } from '../src/bytes.js';
import { itemText } from '../src/messages.js';
import { TEXTS } from './texts.js';

const at = id => document.getElementById(id);
const SHOWN_ORDER = { wrong: 0, right: 1, open: 2 };

/** Shows one state of a check in the chosen language. */
export class View {
  constructor(language) {
    this.language = language;
    this.state = null;
    this.frame = null;
  }

  get texts() {
    return TEXTS[this.language];
  }

  setLanguage(language) {
    this.language = language;
    document.documentElement.lang = language;
    document.title = this.texts.title;
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = this.texts[element.dataset.text];
    for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', this.texts[element.dataset.label]);
    for (const button of document.querySelectorAll('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset.language === language));
    this.complain(this.complaint);
    this.draw();
  }

  /** What is missing before a check can begin: a key of the texts. */
  complain(key) {
    this.complaint = key;
    at('problem').textContent = key ? this.texts[key] : '';
  }

  show(state) {
    this.state = state;
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw(); });
  }

  draw() {
    const { state, texts } = this;
    if (!state) return;
    at('outcome').hidden = false;
    at('verdict').textContent = this.verdict();
    at('verdict').dataset.verdict = !state.done ? 'running' : state.error ? 'stopped' : state.report.holds ? 'right' : 'wrong';
    at('stage').textContent = !state.done ? texts.stages[state.stage] ?? '' : state.error ? texts[state.error] ?? state.error : texts.done(state.seconds, state.megabytes);
    at('progress').hidden = state.done;
    if (state.progress === null) at('progress').removeAttribute('value');
    else at('progress').value = state.progress;
    const sandbox = state.report.items.some(item => item.key === 'sandbox');
    at('warning').hidden = !sandbox;
    at('warning').textContent = sandbox ? texts.sandbox : '';
    this.drawTicket(state.shown);
    at('items').replaceChildren(...[...state.report.items].sort((a, b) => SHOWN_ORDER[a.verdict] - SHOWN_ORDER[b.verdict]).map(item => this.row(item)));
  }

  verdict() {
    const { state, texts } = this;
    if (!state.done) return texts.running;
    if (state.error) return texts.stopped;
    return state.report.holds ? (state.single ? texts.holdsTicket : texts.holds) : texts.fails(state.report.failures.length);
  }

  row(item) {
    const cells = [this.texts[item.verdict], item.file, itemText(this.language, item)].map(text => {
      const cell = document.createElement('td');
      cell.textContent = text;
      return cell;
    });
    cells[0].className = item.verdict;
    const row = document.createElement('tr');
    row.dataset.verdict = item.verdict;
    row.dataset.file = item.file;
    row.append(...cells);
    return row;
  }

  drawTicket(shown) {
    const { texts } = this;
    const value = (name, given) => (given instanceof Uint8Array ? bytesToHex(given) : given === null ? texts.none
      : name === 'outcome' ? texts.outcomes[given] ?? given : name === 'detail' ? texts.details[given] ?? given : String(given));
    const terms = shown ? Object.entries(texts.shown).filter(([name]) => shown[name] !== '' && shown[name] !== undefined) : [];
    at('shown').replaceChildren(...terms.flatMap(([name, label]) => {
      const [term, definition] = [document.createElement('dt'), document.createElement('dd')];
      [term.textContent, definition.textContent] = [label, value(name, shown[name])];
      return [term, definition];
    }));
  }
}
