import { element, table } from './elements.js';

/** What one finance person sees; acts go through `act(path, body)`. */
export class Desk {
  constructor(texts, language, act) {
    this.texts = texts;
    this.act = act;
    this.money = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'id-ID');
    this.time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'id-ID', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' });
  }

  waiting(approvals) {
    const { texts } = this;
    if (approvals.length === 0) return element('p', {}, texts.nothingWaits);
    return table(texts.waiting, [{ title: texts.what }, { title: texts.id }, { title: texts.by }, { title: texts.at }, { title: texts.amount, number: true }, { title: texts.act }],
      approvals.map(a => ({
        id: a.id,
        cells: [
          texts.kinds[a.kind] ?? a.kind, element('code', {}, a.id), a.requestedBy, this.time.format(new Date(a.requestedAt)), this.rupiah(a.amount),
          this.button(texts.approve, `${texts.approve}: ${texts.kinds[a.kind] ?? a.kind} ${a.id}`, a.approve),
        ],
      })));
  }

  days(days) {
    const { texts } = this;
    if (days.length === 0) return element('p', {}, texts.noDays);
    const columns = [texts.day, texts.state, texts.ledger, texts.partner, texts.statement, texts.returns, texts.open, texts.act];
    return table(texts.days, columns.map((title, index) => ({ title, number: index >= 2 && index <= 5 })), [...days].reverse().map(d => ({
      id: d.day,
      cells: [
        d.day, element('span', { class: d.matches ? 'good' : 'bad' }, this.stateOf(d)), this.tally(d.ledger), this.tally(d.partner), this.tally(d.statement), this.tally(d.returns.ledger),
        this.openOf(d), this.closeOf(d),
      ],
    })));
  }

  cases(cases) {
    const { texts } = this;
    if (cases.length === 0) return element('p', {}, texts.noCases);
    const columns = [texts.what, texts.reference, texts.amount, texts.age, texts.level, texts.owner, texts.act];
    return table(texts.cases, columns.map((title, index) => ({ title, number: index >= 2 && index <= 4 })), [...cases].sort((a, b) => b.level - a.level || b.ageHours - a.ageHours).map(c => ({
      id: c.id,
      cells: [
        texts.whats[c.what] ?? c.what, element('code', {}, c.reference), this.rupiah(c.amount), texts.hours(c.ageHours), String(c.level), c.owner ?? texts.nobody,
        [this.button(texts.take, `${texts.take}: ${c.id}`, `/api/admin/payouts/${c.kind}/${c.id}/owner`, {}), this.resolution(c)],
      ],
    })));
  }

  rupiah(amount) {
    return `Rp ${this.money.format(amount)}`;
  }

  tally(tally) {
    return `${this.rupiah(tally.sum)} (${this.money.format(tally.count)})`;
  }

  stateOf(day) {
    const { texts } = this;
    if (day.state === 'closed') return texts.closedBy(day.proposedBy, day.closedBy);
    return day.state === 'proposed' ? texts.proposedBy(day.proposedBy) : day.matches ? texts.matches : texts.differs;
  }

  openOf(day) {
    const { texts } = this;
    const lines = day.differences.map(d => element('li', {}, element('code', {}, d.reference), ` ${texts.recordsOf(...[d.ledger, d.partner, d.statement].map(a => (a === null ? '–' : this.rupiah(a))))}`,
      d.case ? ` ${texts.caseOf(d.owner ?? texts.nobody, texts.hours(d.ageHours))}` : ''));
    const summary = texts.openOf(day.different, day.inSuspense, day.withoutStatement);
    return lines.length === 0 ? summary : element('details', {}, element('summary', {}, summary), element('ul', {}, lines));
  }

  closeOf(day) {
    const path = `/api/admin/reconciliation/${day.day}/close`;
    if (day.state === 'closed') return null;
    return day.state === 'proposed' ? this.button(this.texts.approveClose, `${this.texts.approveClose} ${day.day}`, `${path}/approval`) : this.button(this.texts.close, `${this.texts.close} ${day.day}`, path);
  }

  button(text, label, path, body) {
    return element('button', { type: 'button', 'aria-label': label, onclick: () => this.act(path, body) }, text);
  }

  resolution(about) {
    const { texts } = this;
    if (about.resolutions.length === 0) return null;
    if (about.proposal) return element('p', { class: 'hint' }, texts.waitsFor(texts.resolutions[about.proposal.resolution], about.proposal.by));
    const named = name => `${name}-${about.id}`;
    const select = element('select', { id: named('how') }, about.resolutions.map(r => element('option', { value: r }, texts.resolutions[r] ?? r)));
    const reason = element('textarea', { id: named('why'), rows: 2, maxlength: 1000 });
    const reference = element('input', { id: named('to'), autocomplete: 'off', maxlength: 40 });
    const payRest = element('input', { id: named('rest'), type: 'checkbox', checked: true });
    const send = event => {
      event.preventDefault();
      const body = { resolution: select.value, reason: reason.value, payRest: payRest.checked };
      if (reference.value.trim()) body.reference = reference.value.trim();
      this.act(`/api/admin/payouts/${about.kind}/${about.id}/resolutions`, body);
    };
    return element('details', {}, element('summary', {}, texts.propose), element('form', { onsubmit: send },
      element('label', { for: named('how') }, texts.how), select, element('label', { for: named('why') }, texts.why), reason,
      about.resolutions.includes('assign') ? [element('label', { for: named('to') }, texts.assignTo), reference] : null,
      about.resolutions.includes('settle') ? element('label', { for: named('rest') }, payRest, texts.payRest) : null,
      element('button', { type: 'submit', 'aria-label': `${texts.propose}: ${about.id}` }, texts.propose)));
  }
}
