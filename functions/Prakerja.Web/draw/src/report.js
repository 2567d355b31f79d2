import { bytesToHex } from './bytes.js';

const show = value => (value instanceof Uint8Array ? bytesToHex(value) : value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What a verification found; texts are made of it by messages.js, in either language. */
export class Report {
  constructor(onChange = () => {}) {
    this.items = [];
    this.onChange = onChange;
  }

  get failures() {
    return this.items.filter(item => item.verdict === 'wrong');
  }

  get holds() {
    return this.failures.length === 0;
  }

  confirm(file, key, args = {}) {
    this.add({ verdict: 'right', file, key, args });
  }

  fail(file, [key, args = {}], line = null) {
    this.add({ verdict: 'wrong', file, key, args, line });
  }

  couldNotCheck(file, key, args = {}) {
    this.add({ verdict: 'open', file, key, args });
  }

  /** Confirms or fails, and says which. */
  check(holds, file, fact, factArgs, problem, line = null) {
    if (holds) this.confirm(file, fact, factArgs);
    else this.fail(file, problem, line);
    return holds;
  }

  /** Confirms that a published value is the one found again, or fails naming file and field. */
  same(file, field, published, what, found) {
    const [left, right] = [show(published), show(found)];
    return this.check(left === right, file, 'same', { field, what }, ['differs', { field, published: left, what, found: right }]);
  }

  add(item) {
    this.items.push(item);
    this.onChange(this);
  }
}
