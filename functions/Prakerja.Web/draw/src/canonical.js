const MAX_DEPTH = 32;

/** RFC 8785: no white space, keys ascending by UTF-16 code units, numbers and strings as ECMAScript writes them. */
export function write(value, depth = 0) {
  if (depth > MAX_DEPTH) throw new RangeError('too deep');
  if (Array.isArray(value)) return `[${value.map(item => write(item, depth + 1)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${write(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** Reads canonical bytes; any other form of the same JSON is refused: `{value}` or `{problem: [key, arguments]}`. */
export function parse(bytes) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: ['not-utf8'] };
  }
  try {
    const value = JSON.parse(text);
    const canonical = write(value);
    return canonical === text ? { value } : { problem: ['not-canonical', { at: firstDifference(canonical, text) + 1 }] };
  } catch {
    return { problem: ['not-json'] };
  }
}

function firstDifference(left, right) {
  let i = 0;
  while (i < left.length && left[i] === right[i]) i++;
  return i;
}
