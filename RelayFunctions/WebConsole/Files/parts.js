// The parts that views share.

import { html, useEffect, useRef, useState } from './preact-htm.js';
import { fullTime, now, shortTime, t } from './text.js';

export const icon = new URL('icon.svg', import.meta.url).href;

export const Pill = ({ of, text }) => html`<span class=${`pill is-${of}`}><i></i>${text ?? t(of)}</span>`;

export const Time = ({ at }) => html`<time datetime=${at} title=${fullTime(at)}>${shortTime(at)}</time>`;

export const Note = ({ tone = 'info', children, live }) =>
  html`<div class=${`note is-${tone}`} role=${live ? 'status' : undefined}>${children}</div>`;

export const Empty = ({ title, text, children }) => html`
  <div class="card empty"><img src=${icon} alt="" /><h2>${title}</h2><p>${text}</p>${children}</div>`;

/** A placeholder until something has been loaded. */
export const Bones = ({ rows = 4, tall }) => html`
  <div class="card pad stack" role="status"><span class="hidden">${t('loading')}</span>
    ${tall && html`<div class="bone tall"></div>`}
    ${Array.from({ length: rows }, () => html`<div class="bone"></div>`)}
  </div>`;

export const Failure = ({ error, retry }) => html`
  <${Note} tone="failed" live>${t('loadFailed')} ${error.message}
    ${retry && html` <button class="small" onClick=${retry}>${t('retry')}</button>`}<//>`;

/** The attributes of a field that has a fault; Fault shows its text. */
export const marked = (id, fault) => fault ? { 'aria-invalid': 'true', 'aria-errormessage': `${id}-fault` } : {};

export const Fault = ({ of, text }) => text
  ? html`<p class="fault" id=${`${of}-fault`}>${Array.isArray(text) ? text.join(' ') : text}</p>` : null;

export function Copy({ text }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Browsers have no clipboard API on plain http, except on localhost, and a person may forbid it.
    try { await navigator.clipboard.writeText(text); } catch { if (!copySelected(text)) return; }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return html`<button class="small" onClick=${copy}><span aria-live="polite">${t(copied ? 'copied' : 'copy')}</span></button>`;
}

/** Copies by a field that is there only for this; returns whether it could. */
function copySelected(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'hidden';
  field.value = text;
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

/** Text as it is; the part that scrolls can be reached by keyboard. */
export const Code = ({ text, label, copies = true }) => html`
  <div class=${copies ? 'code copies' : 'code'}>
    <pre tabindex="0" role="region" aria-label=${label}>${text}</pre>${copies && html`<${Copy} text=${text} />`}
  </div>`;

/** Asks before something is done. `children` says what; onYes does it. */
export function Dialog({ title, yes, danger, onYes, onNo, children }) {
  const ref = useRef();
  useEffect(() => { ref.current.showModal(); }, []);
  const submit = event => { event.preventDefault(); onYes(); };
  // A browser closes a dialog at the second Escape, whatever `cancel` says. Without onNo it must be answered.
  const closed = () => onNo ? onNo() : ref.current?.showModal();
  return html`
    <dialog ref=${ref} aria-labelledby="dialog-title" onClose=${closed}
      onCancel=${event => { if (!onNo) event.preventDefault(); }}>
      <form onSubmit=${submit}>
        <h2 id="dialog-title">${title}</h2>
        ${children}
        <div class="actions">
          ${onNo && html`<button type="button" onClick=${onNo}>${t('back')}</button>`}
          <button type="submit" class=${danger ? 'danger' : 'primary'}>${yes}</button>
        </div>
      </form>
    </dialog>`;
}

/** The request that goes to a gateway, secrets masked. */
export const Request = ({ request }) => html`
  <div class="request">
    <div class="where"><b>${request.method}</b><code>${request.url}</code></div>
    <dl class="headers">${Object.entries(request.headers).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${(request.body ?? request.bodyBase64) && html`<${Code} text=${pretty(request)} label=${t('body')} copies=${false} />`}
    <details><summary>${t('asCurl')}</summary><${Code} text=${request.curl} label="curl" /></details>
  </div>`;

function pretty({ body, bodyBase64, contentType }) {
  if (body === undefined) return bodyBase64;
  if (!/json/.test(contentType ?? '') || !JSON.rawJSON) return body;
  try { return JSON.stringify(JSON.parse(body, withItsDigits), null, 2); } catch { return body; }
}

// A double would show other digits than the request has.
const withItsDigits = (_, value, { source }) => typeof value === 'number' ? JSON.rawJSON(source) : value;

/** Loads again whenever `path` changes, and keeps what was there until the new has come. */
export function useLoaded(load, inputs) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(
      value => setState({ value }),
      error => { if (!stop.signal.aborted) setState(old => ({ ...old, error })); });
    return () => stop.abort();
  }, [...inputs, round]);
  return { ...state, reload: () => setRound(n => n + 1) };
}

/** Looks again after a time in ms, and less often while nobody sees the page; returns the timer. */
export const poll = (look, time) => setTimeout(look, document.hidden ? 5 * time : time);

/** The current time, by the second. */
export function useNow() {
  const [at, setAt] = useState(now());
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return at;
}
