// Calls to the API. The key is asked for once and kept only for this tab; it is never in an address.

import { t } from './text.js';

const root = new URL('../', import.meta.url);
const storage = 'relay-key';
let askKey = () => Promise.reject(new Error('no key'));
let asking = null;

/** Sets who asks the person for the key: a function that returns a promise of it. */
export const onKeyNeeded = ask => { askKey = ask; };

export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || `HTTP ${status}`);
    this.status = status;
    this.errors = body?.errors ?? {};
  }
}

/** Whether a header can carry the key: fetch throws on other characters, and no key of Relay has them. */
export const isKey = text => /^[\x20-\x7e]+$/.test(text);

function storedKey() {
  const key = sessionStorage.getItem(storage);
  if (key === null || isKey(key)) return key;
  sessionStorage.removeItem(storage);
  return null;
}

/** Calls the API. `within` bounds the milliseconds until each response has headers: null if there are none by then. */
async function send(path, { within, ...options } = {}) {
  for (;;) {
    const key = storedKey();
    const headers = { ...options.headers, ...(key && { 'x-functions-key': key }) };
    const response = await fetchWithin(within, new URL(path, root), { ...options, headers, cache: 'no-store' });
    if (response === null) return null;
    if (response.status !== 401) return response;
    // Another call may have been given a key meanwhile.
    if (key === sessionStorage.getItem(storage)) {
      asking ??= askKey(key !== null).then(given => sessionStorage.setItem(storage, given)).finally(() => { asking = null; });
      await asking;
    }
  }
}

/** Returns null if there are no headers in time. */
async function fetchWithin(time, url, options) {
  if (time === undefined) return fetch(url, options);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), time);
  try {
    return await fetch(url, { ...options, signal: AbortSignal.any([options.signal, late.signal]) });
  } catch (error) {
    if (!late.signal.aborted || options.signal.aborted) throw error;
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response) {
  const text = await response.text();
  let body = null;
  try { body = text && JSON.parse(text); } catch { /* a proxy's response, not Relay's */ }
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

async function call(path, options) {
  try {
    return await bodyOf(await send(path, options));
  } catch (error) {
    // What fetch throws for a response that did not come, or not to its end, is worded by the browser, in English.
    throw error instanceof TypeError ? new Error(t('noResponse')) : error;
  }
}

export const get = (path, signal) => call(path, { signal });
export const post = (path, body, signal) => call(path, {
  method: 'POST', signal, headers: { 'content-type': 'application/json' }, body: body === undefined ? '' : JSON.stringify(body),
});
export const remove = path => call(path, { method: 'DELETE' });

const pause = (time, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, time);
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

/**
 * Follows the overview: by server-sent events (over fetch, since an EventSource sends no header), or by polling where
 * the host, or something in between, does not stream.
 */
export async function follow(onData, onState, signal) {
  let streams = true;
  for (let polls = 0; !signal.aborted;) {
    try {
      // What held the stream back once may be over.
      streams = (streams || polls % 15 === 0) && await readEvents(onData, onState, signal);
      if (!streams) {
        polls++;
        onData(await get('overview', signal));
        onState('polling');
        await pause(4000, signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      onState('offline', error);
      // A server that was away, perhaps for a restart, may stream again.
      polls = 0;
      await pause(3000, signal);
    }
  }
}

/** How long the first event, or the headers before it, may take, in milliseconds. */
const patience = 5000;

/** Returns whether anything was streamed. */
async function readEvents(onData, onState, signal) {
  // A proxy that collects the whole response would show nothing for minutes; some keep back even the headers.
  const response = await send('overview/events', {
    signal, within: patience, headers: { accept: 'text/event-stream' },
  });
  if (!response?.ok || !response.headers.get('content-type')?.startsWith('text/event-stream')) return false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let first = false;
  const timer = setTimeout(() => { if (!first) reader.cancel(); }, patience);
  try {
    for (let rest = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return first;
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const data = event.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart()).join('\n');
        if (!data) continue;
        first = true;
        onData(JSON.parse(data));
        onState('live');
      }
    }
  } finally {
    clearTimeout(timer);
  }
}
