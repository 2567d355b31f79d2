import { hexToBytes } from './bytes.js';

/** Reads the members of a document and keeps the first thing wrong with them, naming the field. */
export class Fields {
  constructor(document, prefix = '', report = null) {
    this.prefix = prefix;
    this.known = new Set();
    this.problem = null;
    this.report = report ?? (problem => { this.problem ??= problem; });
    const isObject = document !== null && typeof document === 'object' && !Array.isArray(document);
    this.source = isObject ? document : {};
    if (!isObject) this.report(['not-object', { field: prefix.slice(0, -1) || '{}' }]);
  }

  get(name) {
    this.known.add(name);
    if (Object.hasOwn(this.source, name)) return this.source[name];
    this.refuse(name, 'missing-field');
    return undefined;
  }

  text(name) {
    const value = this.get(name);
    return typeof value === 'string' ? value : this.refuse(name, 'not-text', '');
  }

  /** A whole number ≥ 0 that every reader keeps exactly. */
  whole(name) {
    const value = this.get(name);
    return Number.isSafeInteger(value) && value >= 0 ? value : this.refuse(name, 'not-whole', 0);
  }

  /** Bytes written in lower-case hex, at least one. */
  bytes(name, length = null) {
    const text = this.text(name);
    const good = /^([0-9a-f]{2})+$/.test(text) && (length === null || text.length === length * 2);
    return good ? hexToBytes(text) : this.refuse(name, 'not-hex', null, { digits: length === null ? '' : length * 2 });
  }

  orNull(name, read) {
    this.known.add(name);
    return this.source[name] === null ? null : read(name);
  }

  object(name, read) {
    const value = this.get(name);
    return value === undefined ? read(new Fields({}, '', () => {})) : readAll(value, `${this.prefix}${name}.`, this.report, read);
  }

  refuse(name, key, value, more = {}) {
    this.report([key, { field: this.prefix + name, ...more }]);
    return value;
  }

  close() {
    for (const name of Object.keys(this.source)) {
      if (!this.known.has(name)) this.refuse(name, 'unknown-field');
    }
  }
}

function readAll(document, prefix, report, read) {
  const fields = new Fields(document, prefix, report);
  const value = read(fields);
  fields.close();
  return value;
}

/** `{value}` or `{problem}`: a document with exactly the fields that `read` asks for. */
export function readFields(document, read) {
  const fields = new Fields(document);
  const value = read(fields);
  fields.close();
  return fields.problem ? { problem: fields.problem } : { value };
}
