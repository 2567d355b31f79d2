import { FACTS } from './messages-facts.js';
import { PROBLEMS } from './messages-problems.js';
import { WHATS } from './messages-whats.js';

/** Texts by language: `id` or `en`. */
export const LANGUAGES = ['id', 'en'];

/** A time (Unix seconds) in Jakarta. */
export const timeText = (language, seconds) => new Date(seconds * 1000).toLocaleString(
  language === 'id' ? 'id-ID' : 'en-GB', { timeZone: 'Asia/Jakarta', dateStyle: 'long', timeStyle: 'medium' }) + ' WIB';

/** The text of a report's item. */
export function itemText(language, { verdict, key, args, line }) {
  const texts = (verdict === 'wrong' ? PROBLEMS : FACTS)[key];
  const what = args.what && WHATS[args.what][language];
  const text = texts[language]({ ...args, what, time: seconds => timeText(language, seconds) });
  const where = [line !== null && line !== undefined && `${language === 'id' ? 'baris' : 'line'} ${line}`, verdict === 'wrong' && args.field];
  return [...where.filter(Boolean), text].join(': ');
}
