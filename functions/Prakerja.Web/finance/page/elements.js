/** An element with attributes and children; texts are texts, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

/** A table that scrolls by itself where it is too wide. Columns: {title, number}; rows: arrays of cells. */
export function table(label, columns, rows) {
  const head = element('tr', {}, columns.map(column => element('th', { scope: 'col', class: column.number ? 'number' : null }, column.title)));
  const body = rows.map(({ id, cells }) => element('tr', { 'data-id': id }, cells.map((cell, index) => element('td', { class: columns[index].number ? 'number' : null }, cell ?? ''))));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, element('table', {}, element('thead', {}, head), element('tbody', {}, body)));
}
