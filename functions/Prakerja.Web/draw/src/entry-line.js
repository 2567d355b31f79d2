const HEX = new Int8Array(256).fill(-1);
for (const [i, digit] of [...'0123456789abcdef'].entries()) HEX[digit.charCodeAt(0)] = i;
const COMMA = 44;
const DOT = 46;

/** Bytes of a line without its newline, at least and at most. */
export const MIN_LINE = 75;
export const MAX_LINE = 77;

const digit = byte => (byte >= 48 && byte <= 57 ? byte - 48 : -1);

/** The whole number in digits, or −1. */
function number(line, from, to) {
  let value = 0;
  for (let at = from; at < to; at++) {
    const next = digit(line[at]);
    if (next < 0) return -1;
    value = value * 10 + next;
  }
  return value;
}

/** Writes 16 bytes from 32 hex digits; false if there is anything else. */
function readId(line, from, out, to) {
  let good = 0;
  for (let i = 0; i < 16; i++) {
    const high = HEX[line[from + 2 * i]];
    const low = HEX[line[from + 2 * i + 1]];
    good |= high | low;
    out[to + i] = (high << 4) | low;
  }
  return good >= 0;
}

/**
 * Reads a line of the entries file, `ticket,regency,group,household,allowance`, into columns at `row`; false if it is not of that form:
 * then {@link explain} says why.
 */
export function readLine(line, columns, row) {
  const groupDigits = line.length - (MIN_LINE - 1);
  const after = 39 + groupDigits;
  if (groupDigits < 1 || groupDigits > 3 || line[32] !== COMMA || line[35] !== DOT || line[38] !== COMMA || line[after] !== COMMA || line[after + 33] !== COMMA) {
    return false;
  }
  const province = number(line, 33, 35);
  const regency = number(line, 36, 38);
  const group = number(line, 39, after);
  const allowance = digit(line[after + 34]);
  columns.regencies[row] = province * 100 + regency;
  columns.groups[row] = group;
  columns.allowances[row] = allowance;
  return readId(line, 0, columns.tickets, row * 16) && readId(line, after + 1, columns.households, row * 16)
    && province >= 0 && regency >= 0 && group > 0 && line[39] !== 48 && (allowance === 1 || allowance === 2);
}

/** What is wrong with a line: `[key, arguments]`. */
export function explain(bytes) {
  const line = Array.from(bytes.subarray(0, 256), byte => String.fromCharCode(byte)).join('');
  if (line === '') return ['line-empty'];
  if (line.startsWith('\u00ef\u00bb\u00bf')) return ['line-bom'];
  if (line.includes('\r')) return ['line-cr'];
  if (bytes.length > MAX_LINE + 179) return ['line-long'];
  const fields = line.split(',');
  if (fields.length !== 5) return ['line-fields'];
  const [ticket, regency, group, household, allowance] = fields;
  return explainId('ticket', ticket)
    ?? (/^\d\d\.\d\d$/.test(regency) ? null : ['not-regency', { field: 'regency' }])
    ?? (/^[1-9]\d{0,2}$/.test(group) ? null : [/^0\d/.test(group) ? 'leading-zeros' : 'not-group', { field: 'group' }])
    ?? explainId('household', household)
    ?? (/^[12]$/.test(allowance) ? null : ['not-allowance', { field: 'allowance' }])
    ?? ['line-fields'];
}

const explainId = (field, text) => (/^[0-9a-f]{32}$/.test(text) ? null : [/[A-F]/.test(text) ? 'uppercase' : 'not-hex', { field, digits: 32 }]);
