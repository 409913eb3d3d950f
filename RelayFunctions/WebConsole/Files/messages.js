// The messages, newest first, by the filters in the address.

import { html, useEffect, useRef, useState } from './preact-htm.js';
import { get, post } from './api.js';
import { t, wholeNumber } from './text.js';
import { Bones, Dialog, Empty, Failure, Note, Pill, Time } from './parts.js';
import { failed } from './overview.js';

const states = ['accepted', 'waiting', 'delivered', 'failed', 'cancelled', 'expired'];
const fields = ['gateway', 'status', 'acceptedFrom', 'acceptedTo', 'id'];
const pageSize = 50;

// The browser's field has neither zone nor seconds; the API wants both. A value that is not a time becomes an empty field.
const iso = at => isNaN(at) ? '' : at.toISOString();
const toField = text => {
  const at = new Date(text);
  return iso(new Date(at - at.getTimezoneOffset() * 60000)).slice(0, 16);
};

// A "+" that is not encoded, as before a time's offset, is read as a space.
const withPlus = text => text.replace(/^(\d+-\d\d-\d\dT[\d:.]+) (\d\d:\d\d)$/, '$1+$2');

export function Messages({ query, overview }) {
  const filters = Object.fromEntries(fields.map(name => [name, withPlus(query.get(name) ?? '')]));
  const address = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  const { pages, more, error, loading, next, reload } = usePages(address);
  const set = (name, value) => {
    const to = new URLSearchParams(address);
    value ? to.set(name, value) : to.delete(name);
    location.hash = `messages?${to}`;
  };
  const names = (overview?.gateways ?? []).map(gateway => gateway.name);
  if (filters.gateway && !names.includes(filters.gateway)) names.push(filters.gateway);
  const statuses = states.includes(filters.status) || !filters.status ? states : [filters.status, ...states];

  return html`
    <div class="head"><div><h1>${t('messages')}</h1><p>${t('messagesText')}</p></div>
      <div class="actions"><${ResendFailed} key=${`${filters.gateway} ${filters.acceptedFrom} ${filters.acceptedTo}`}
        overview=${overview} filters=${filters} done=${reload} />
        <button onClick=${reload}>${t('refresh')}</button></div></div>
    <form class="card pad filters" role="search" onSubmit=${event => event.preventDefault()}>
      <${Field} name="gateway"><select id="gateway" value=${filters.gateway} onChange=${event => set('gateway', event.target.value)}>
        <option value="">${t('any')}</option>${names.map(name => html`<option value=${name} selected=${name === filters.gateway}>${name}</option>`)}</select><//>
      <${Field} name="status"><select id="status" value=${filters.status} onChange=${event => set('status', event.target.value)}>
        <option value="">${t('any')}</option>${statuses.map(state => html`<option value=${state} selected=${state === filters.status}>${state.split(',').map(s => t(s)).join(', ')}</option>`)}</select><//>
      ${['acceptedFrom', 'acceptedTo'].map(name => html`<${Field} name=${name} of="date"><input id=${name} type="datetime-local" value=${toField(filters[name])}
        onChange=${event => set(name, iso(new Date(event.target.value)))} /><//>`)}
      <${Field} name="id" of="wide"><input id="id" class="mono" spellcheck="false" autocomplete="off" placeholder=${t('idHint')} value=${filters.id} onChange=${event => set('id', event.target.value.trim())} /><//>
    </form>
    ${error && html`<${Failure} error=${error} retry=${reload} />`}
    ${!pages && !error && html`<${Bones} rows=${8} />`}
    ${pages && pages.length === 0 && (address ? html`<${Empty} title=${t('noMatchTitle')} text=${t('noMatchText')}><a class="button" href="#messages">${t('clearFilters')}</a><//>`
      : html`<${Empty} title=${t('emptyTitle')} text=${t('emptyText')}><a class="button primary" href="#try">${t('sendFirst')}</a><//>`)}
    ${pages && pages.length > 0 && html`
      <section class="card"><div class="scroll"><table class="rows">
        <caption class="hidden">${t('messages')}</caption>
        <thead><tr><th scope="col">${t('acceptedAt')}</th><th scope="col">${t('id')}</th><th scope="col">${t('gateway')}</th><th scope="col">${t('status')}</th><th scope="col" class="n">${t('attempts')}</th><th scope="col">${t('reason')}</th></tr></thead>
        <tbody>${pages.map(message => html`<${Row} key=${message.id} message=${message} />`)}</tbody>
      </table></div></section>
      ${next ? html`<button class="full" disabled=${loading} onClick=${more}>${t('more')}</button>` : html`<p class="mute">${t('shown', pages.length)}</p>`}`}`;
}

const Field = ({ name, of, children }) => html`<div class=${of}><label for=${name}>${t(name)}</label>${children}</div>`;

function Row({ message }) {
  const reason = message.error ?? message.attempts.at(-1)?.error;
  return html`<tr>
    <td class="nowrap"><${Time} at=${message.acceptedAt} /></td>
    <td><a class="mono" href=${`#messages/${message.id}`} title=${message.id}>${message.id.slice(0, 13)}…${message.id.slice(-4)}</a></td>
    <td>${message.gateway}</td>
    <td><${Pill} of=${message.status} /></td>
    <td class="n" data-name=${t('attempts')}>${message.attempts.length}</td>
    <td class="clip last" title=${reason}>${reason ? html`<span class=${message.status === 'failed' ? 'bad' : 'mute'}>${reason}</span>` : ''}</td>
  </tr>`;
}

function usePages(address) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);
  // Each page belongs to the address and to the round that asked for it.
  const stop = useRef();
  const load = async (cursor, before) => {
    const { signal } = stop.current;
    setState(old => ({ ...old, loading: true, error: null }));
    try {
      const page = await get(`messages?${address}${address && '&'}limit=${pageSize}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, signal);
      setState({ pages: [...before, ...page.messages], next: page.next });
    } catch (error) {
      if (!signal.aborted) setState(old => ({ ...old, pages: cursor ? old.pages : null, loading: false, error }));
    }
  };
  useEffect(() => {
    stop.current = new AbortController();
    load(null, []);
    return () => stop.current.abort();
  }, [address, round]);
  return { ...state, more: () => load(state.next, state.pages), reload: () => setRound(n => n + 1) };
}

/**
 * Sends again what failed for a gateway, once a dry run has said how many that are and a person has agreed to it. Its
 * key is what it counts, so that neither a count nor a result is shown for other filters.
 */
function ResendFailed({ overview, filters, done }) {
  const { gateway, acceptedFrom, acceptedTo } = filters;
  const [counted, setCounted] = useState(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState(null);
  const failures = failed(overview?.gateways.find(other => other.name === gateway)?.counts ?? {});
  if (!gateway) return null;

  const run = async (dryRun, then) => {
    setCounted(null);
    setResult(null);
    setBusy(true);
    try {
      then(await resendAll({ gateway, ...(acceptedFrom && { acceptedFrom }), ...(acceptedTo && { acceptedTo }), dryRun }));
    } catch (error) {
      setResult({ tone: 'failed', texts: [error.message] });
    } finally {
      setBusy(false);
    }
  };
  const others = sum => [sum.alreadyResent && t('resentBefore', sum.alreadyResent), sum.refused && t('refused', sum.refused)].filter(Boolean);
  const show = sum => setResult({ tone: 'delivered', texts: [t('resent', sum.resent), ...others(sum)] });
  const count = () => run(true, sum => sum.wouldResend ? setCounted(sum) : show(sum));
  const go = () => run(false, sum => {
    show(sum);
    done();
  });
  return html`
    ${result && html`<${Note} tone=${result.tone} live>${result.texts.join(' ')}<//>`}
    ${failures > 0 && html`<button disabled=${busy} onClick=${count}>${busy ? t('counting') : acceptedFrom || acceptedTo ? t('resendFiltered') : t('resendFailed', failures)}</button>`}
    ${counted && html`<${Dialog} title=${t('resendAllTitle', counted.wouldResend, gateway)} yes=${t('resendGo', counted.wouldResend)} onYes=${go} onNo=${() => setCounted(null)}>
      <p>${t('resendAllText')} ${others(counted).join(' ')}</p><//>`}`;
}

/** A request ends after a thousand messages and says where the next one continues. */
async function resendAll(wanted) {
  const sum = { found: 0, resent: 0, alreadyResent: 0, refused: 0, wouldResend: 0 };
  for (let cursor; ;) {
    const part = await post('messages/resend', { ...wanted, ...(cursor && { cursor }) });
    for (const name of Object.keys(sum)) sum[name] += part[name] ?? 0;
    if (!part.next) return sum;
    cursor = part.next;
  }
}
