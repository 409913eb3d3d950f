// One message: its attempts on a time line, its request, and what can be done with it.

import { html, useEffect, useState } from './preact-htm.js';
import { get, post, remove } from './api.js';
import { duration, fullTime, t, time } from './text.js';
import { Bones, Copy, Dialog, Empty, Failure, Note, Pill, Request, Time, poll, useLoaded, useNow } from './parts.js';

const pollTime = 1000;

/** Follows a message until it has ended. */
export function useMessage(id) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!id) return undefined;
    const stop = new AbortController();
    let timer;
    const look = async () => {
      try {
        const message = await get(`messages/${encodeURIComponent(id)}`, stop.signal);
        setState({ message });
        if (message.endedAt) return;
      } catch (error) {
        if (stop.signal.aborted) return;
        setState(old => ({ ...old, error }));
        if (error.status === 404) return;
      }
      timer = poll(look, pollTime);
    };
    look();
    return () => { stop.abort(); clearTimeout(timer); };
  }, [id, round]);
  return { ...state, reload: () => setRound(n => n + 1) };
}

export function Message({ id, overview }) {
  const { message, error, reload } = useMessage(id);
  if (error?.status === 404) return html`<${Empty} title=${t('unknownTitle')} text=${t('unknownText')}><a class="button" href="#messages">${t('allMessages')}</a><//>`;
  if (!message) return error ? html`<${Failure} error=${error} retry=${reload} />` : html`<${Bones} rows=${6} />`;

  return html`
    <div class="head">
      <div><p><a href="#messages">${t('allMessages')}</a></p>
        <h1>${t('messageTo', message.gateway ?? '?')} <${Pill} of=${message.status} /></h1></div>
      <${Actions} message=${message} reload=${reload} />
    </div>
    ${error && html`<${Failure} error=${error} />`}
    ${message.status === 'failed' && html`<${Note} tone="failed">${t('failedFor')} ${message.error ?? message.attempts.at(-1)?.error}<//>`}
    <div class="split">
      <section class="card" aria-labelledby="line-title"><header><h2 id="line-title">${t('timeline')}</h2></header><${Timeline} message=${message} paused=${isPaused(message, overview)} /></section>
      <div class="stack">
        <section class="card" aria-labelledby="facts-title"><header><h2 id="facts-title">${t('facts')}</h2></header>
          <dl class="facts">
            <dt>${t('id')}</dt><dd class="mono">${message.id} <${Copy} text=${message.id} /></dd>
            <dt>${t('gateway')}</dt><dd><a href=${`#messages?gateway=${encodeURIComponent(message.gateway)}`}>${message.gateway}</a></dd>
            ${message.gateways && html`<dt>${t('inTurn')}</dt><dd>${message.gateways.join(', ')}</dd>`}
            ${message.alert && html`<dt>${t('alert')}</dt><dd>${message.alert}</dd>`}
            ${['acceptedAt', 'deliverAt', 'expiresAt'].map(name => message[name] && html`<dt>${t(name)}</dt><dd><${Time} at=${message[name]} /></dd>`)}
            ${message.endedAt && html`<dt>${t('took')}</dt><dd>${duration(Date.parse(message.endedAt) - Date.parse(message.acceptedAt))}</dd>`}
            ${['resendOf', 'resentAs', 'notification', 'notificationOf'].map(name => message[name] && html`<dt>${t(name)}</dt><dd><a class="mono" href=${`#messages/${message[name]}`}>${message[name]}</a></dd>`)}
          </dl></section>
        <${SentRequest} message=${message} />
      </div>
    </div>`;
}

/** The request of the latest attempt: the next one has another number, and may go to the next gateway. */
function SentRequest({ message: { id, gateway, attempts } }) {
  const request = useLoaded(signal => get(`messages/${encodeURIComponent(id)}/request`, signal), [id, gateway, attempts.length]);
  return html`<section class="card" aria-labelledby="request-title">
    <header><h2 id="request-title">${t('request')}</h2><span class="mute">${t('masked')}</span></header>
    <div class="pad">${request.error ? html`<p class="mute">${request.error.message}</p>`
      : request.value ? html`<${Request} request=${request.value} />` : html`<div class="bone tall"></div>`}</div></section>`;
}

/** Whether the catalogue pauses the gateway of a message. */
export const isPaused = (message, overview) => overview?.gateways.find(gateway => gateway.name === message.gateway)?.paused === true;

const attemptName = (number, gateway) => t('attempt', number) + (gateway ? ` · ${gateway}` : '');

/** What happened to a message, and what comes next. */
export function Timeline({ message, paused }) {
  const now = useNow();
  const next = message.nextAttemptAt && Date.parse(message.nextAttemptAt);
  // Each gateway has its own attempts; only a message with several names them.
  const several = message.gateways && message.gateway;
  const last = message.attempts.findLast(attempt => !several || attempt.gateway === several);
  // No attempt is due before the message expires.
  const end = message.status === 'waiting' && !next && Date.parse(message.expiresAt);
  // Its time is then that of the next look at the pause. An attempt that the pause met runs to its end.
  const held = paused && next > now;
  return html`<ol class="line" aria-live="polite">
    <li class="is-accepted"><i></i><p><strong>${t('accepted')}</strong><span title=${fullTime(message.acceptedAt)}>${time(message.acceptedAt)}</span></p>
      <span class="pause">${t('safe')}</span></li>
    ${message.attempts.map(attempt => html`<li class=${attempt.error ? 'is-failed' : 'is-delivered'} key=${attemptName(attempt.number, attempt.gateway)}><i></i>
      <p><strong>${attemptName(attempt.number, attempt.gateway)}</strong>
        <span title=${fullTime(attempt.startedAt)}>${time(attempt.startedAt)} · ${duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt))}</span></p>
      ${attempt.error ? html`<span class="why">${attempt.error}</span>` : html`<span class="pause">${t('taken')}${attempt.statusCode ? ` · ${attempt.statusCode}` : ''}</span>`}</li>`)}
    ${!message.endedAt && html`<li class="is-waiting next"><i></i>
      <p><strong>${end ? t('waiting') : attemptName((last?.number ?? 0) + 1, several)}</strong><span>${end || (next && !held) ? time(end || next) : ''}</span></p>
      <span class="pause" aria-live="off">${end ? t('expiresIn', duration(Math.max(0, end - now))) : held ? t('whilePaused')
        : next > now ? t('startsIn', duration(next - now)) : t('underWay')}</span></li>`}
    ${message.endedAt && html`<li class=${`is-${message.status}`}><i></i>
      <p><strong>${t(message.status)}</strong><span title=${fullTime(message.endedAt)}>${time(message.endedAt)}</span></p></li>`}
  </ol>`;
}

function Actions({ message, reload }) {
  const [asks, setAsks] = useState(null);
  const [error, setError] = useState(null);
  const run = async action => {
    const view = location.hash;
    setAsks(null);
    setError(null);
    try {
      const next = await action();
      // Nobody is led away from a view that was opened meanwhile.
      if (next && location.hash === view) location.hash = next;
    } catch (problem) {
      setError(problem);
    }
  };
  const path = `messages/${encodeURIComponent(message.id)}`;
  const acts = {
    cancel: async () => { await post(`${path}/cancel`); reload(); },
    resend: async () => `messages/${(await post(`${path}/resend`)).id}`,
    forget: async () => { await remove(path); return 'messages'; },
  };
  const may = message.endedAt ? (message.status === 'delivered' ? ['forget'] : ['resend', 'forget']) : message.status === 'cancelling' ? [] : ['cancel'];
  return html`<div>
    <div class="actions">${may.map(name => html`<button key=${name} class=${name === 'resend' ? 'primary' : name === 'forget' ? 'danger' : ''} onClick=${() => setAsks(name)}>${t(name)}</button>`)}</div>
    ${error && html`<p class="fault" role="alert">${error.message}</p>`}
    ${asks && html`<${Dialog} title=${t(`${asks}Title`)} yes=${t(asks)} danger=${asks === 'forget'} onYes=${() => run(acts[asks])} onNo=${() => setAsks(null)}><p>${t(`${asks}Text`)}</p><//>`}
  </div>`;
}
