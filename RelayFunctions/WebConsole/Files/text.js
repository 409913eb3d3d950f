// The texts of the browser's language, and numbers and times as that language writes them.

import en from './text-en.js';
import ru from './text-ru.js';

export const language = (navigator.languages ?? [navigator.language]).map(l => l.slice(0, 2)).find(l => l === 'en' || l === 'ru') ?? 'en';
const texts = language === 'ru' ? ru : en;
const plural = new Intl.PluralRules(language);
const count = new Intl.NumberFormat(language);
const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const minute = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

let skew = 0;

/** Takes over the server's clock, which all times come from. */
export const setClock = at => { skew = new Date(at) - Date.now(); };
export const now = () => Date.now() + skew;

/** The text of that name; {0}, {1}, ... are filled in. A text by plural forms is chosen by the first value. */
export function t(name, ...values) {
  let text = Object.hasOwn(texts, name) ? texts[name] : name;
  if (typeof text === 'object') text = text[plural.select(values[0])] ?? text.other;
  return text.replace(/\{(\d)\}/g, (_, i) => typeof values[i] === 'number' ? count.format(values[i]) : values[i]);
}

export const number = value => value >= 100000 ? compact.format(value) : count.format(value);
export const wholeNumber = value => count.format(value);
export const time = at => clock.format(new Date(at));
export const minuteOf = at => minute.format(new Date(at));
export const fullTime = at => full.format(new Date(at));

/** The time of today, or day and time. */
export const shortTime = at =>
  new Date(at).toDateString() === new Date(now()).toDateString() ? time(at) : `${day.format(new Date(at))} ${minuteOf(at)}`;

/** How long something takes or took, in the one or two units that matter. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return t('ms', Math.round(ms));
  const s = Math.floor(ms / 1000);
  if (s < 60) return t('seconds', ms < 10000 ? Math.round(ms / 100) / 10 : s);
  if (s < 3600) return s % 60 && s < 600 ? t('minutesSeconds', Math.floor(s / 60), s % 60) : t('minutes', Math.floor(s / 60));
  if (s < 86400) return Math.floor(s / 60) % 60 ? t('hoursMinutes', Math.floor(s / 3600), Math.floor(s / 60) % 60) : t('hours', Math.floor(s / 3600));
  return t('days', Math.floor(s / 86400));
}

/** Of a TimeSpan as the API writes it: 00:00:30, 1.00:00:00. */
export function span(text) {
  const [, d = 0, h, m, s] = /^(?:(\d+)\.)?(\d+):(\d+):([\d.]+)$/.exec(text) ?? [];
  return h === undefined ? text : duration((((+d * 24 + +h) * 60 + +m) * 60 + +s) * 1000);
}
