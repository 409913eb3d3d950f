// A message from a form that the gateway's parameters make, its request beside it, and its delivery.

import { html, useEffect, useState } from './preact-htm.js';
import { get, post } from './api.js';
import { t } from './text.js';
import { Bones, Empty, Failure, Fault, Note, Pill, Request, marked, useLoaded } from './parts.js';
import { Timeline, isPaused, useMessage } from './message.js';

export function TryIt({ query, overview }) {
  const { value: gateways, error, reload } = useLoaded(signal => get('gateways', signal), []);
  const title = html`<div class="head"><div><h1>${t('try')}</h1><p>${t('tryText')}</p></div></div>`;
  if (error) return html`${title}<${Failure} error=${error} retry=${reload} />`;
  if (!gateways) return html`${title}<${Bones} rows=${6} />`;
  if (gateways.length === 0) return html`${title}<${Empty} title=${t('noGateways')} text=${t('noGatewaysText')}><a class="button primary" href="#gateways">${t('presets')}</a><//>`;
  return html`${title}<${Form} gateways=${gateways} wanted=${query.get('gateway')} overview=${overview} />`;
}

function Form({ gateways, wanted, overview }) {
  const [name, setName] = useState(firstOf(gateways, wanted).name);
  const [message, setMessage] = useState(t('hello'));
  const [given, setGiven] = useState(new Map());
  const [sent, setSent] = useState(null);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState(null);
  const gateway = gateways.find(other => other.name === name);
  const parameters = values(gateway.parameters, given);
  const content = { message, ...(Object.keys(parameters).length > 0 && { parameters }) };
  const preview = usePreview(name, content);
  const faults = refusal?.errors ?? preview.error?.errors ?? {};

  const choose = event => { setName(event.target.value); setGiven(new Map()); setSent(null); setRefusal(null); };
  const send = async event => {
    event.preventDefault();
    setSending(true);
    setRefusal(null);
    setSent(null);
    try {
      setSent((await post('send_message', { gateway: name, ...content })).id);
    } catch (error) {
      setRefusal(error);
    } finally {
      setSending(false);
    }
  };

  return html`
    <div class="split">
      <form class="card pad stack" onSubmit=${send} aria-label=${t('try')} novalidate>
        <div><label for="to">${t('gateway')}</label>
          <select id="to" value=${name} disabled=${sending} onChange=${choose}>${gateways.map(other => html`<option value=${other.name} selected=${other.name === name}>${other.name}${other.preset ? ` (${other.preset})` : ''}</option>`)}</select></div>
        <div><label for="text">${t('message')}</label>
          <textarea id="text" value=${message} onInput=${event => { setMessage(event.target.value); setRefusal(null); }} ...${marked('text', faults.message)}></textarea>
          <${Fault} of="text" text=${faults.message} /></div>
        ${gateway.parameters.map(parameter => html`<${Parameter} key=${`${name}.${parameter.name}`} parameter=${parameter} value=${given.get(parameter.name)}
          fault=${(refusal || given.has(parameter.name)) && faults[`parameters.${parameter.name}`]}
          set=${value => { setGiven(new Map(given).set(parameter.name, value)); setRefusal(null); }} />`)}
        ${refusal && html`<${Note} tone="failed" live>${refusal.message}${refusal.status < 500 || refusal.status === 503 ? '' : ` ${t('perhapsSent')}`}<//>`}
        <button type="submit" class="primary" disabled=${sending}>${t(sending ? 'sending' : 'send')}</button>
      </form>
      <div class="stack">
        ${sent && html`<${Delivery} id=${sent} overview=${overview} />`}
        <section class="card" aria-labelledby="preview-title"><header><h2 id="preview-title">${t('preview')}</h2><span class="mute">${t('masked')}</span></header>
          <div class="pad">${preview.error ? html`<p class="mute">${preview.error.status === 400 ? t('incomplete400') : ''} ${preview.error.message}</p>`
            : preview.value ? html`<${Request} request=${preview.value} />` : html`<div class="bone tall"></div>`}</div></section>
      </div>
    </div>`;
}

/** The one that was asked for, or one that needs nothing more than a message. */
const firstOf = (gateways, wanted) => gateways.find(gateway => gateway.name === wanted)
  ?? gateways.find(gateway => !gateway.preset && !gateway.parameters.some(parameter => parameter.required || parameter.unless)) ?? gateways[0];

function Delivery({ id, overview }) {
  const { message } = useMessage(id);
  return html`<section class="card" aria-labelledby="delivery-title">
    <header><h2 id="delivery-title">${t('delivery')} ${message && html`<${Pill} of=${message.status} />`}</h2><a href=${`#messages/${id}`}>${t('details')}</a></header>
    ${message ? html`<${Timeline} message=${message} paused=${isPaused(message, overview)} />` : html`<div class="pad"><div class="bone"></div></div>`}
  </section>`;
}

/** The field that a parameter's type asks for. */
function Parameter({ parameter, value, set, fault }) {
  const id = `p-${parameter.name}`;
  const shared = { id, 'aria-describedby': parameter.description ? `${id}-hint` : undefined, required: parameter.required, ...marked(id, fault) };
  const hint = html`${parameter.description && html`<p class="hint" id=${`${id}-hint`}>${parameter.description}</p>`}<${Fault} of=${id} text=${fault} />`;
  const label = html`<label for=${id}>${parameter.name}${parameter.required || parameter.unless ? '' : ` · ${t('optional')}`}</label>`;
  const fallback = parameter.default === undefined ? '' : String(parameter.default);
  if (parameter.type === 'boolean') {
    return html`<div><label class="check" for=${id}><input type="checkbox" ...${shared} checked=${value ?? parameter.default ?? false} onChange=${event => set(event.target.checked)} />${parameter.name}</label>${hint}</div>`;
  }
  if (parameter.values) {
    return html`<div>${label}<select ...${shared} value=${value ?? ''} onChange=${event => set(event.target.value)}>
      <option value="">${fallback ? t('default', fallback) : '–'}</option>${parameter.values.map(other => html`<option value=${other} selected=${other === value}>${other}</option>`)}</select>${hint}</div>`;
  }
  const isNumber = parameter.type === 'integer' || parameter.type === 'number';
  return html`<div>${label}<input ...${shared} type=${isNumber ? 'number' : 'text'} step=${parameter.type === 'number' ? 'any' : undefined}
    min=${parameter.minimum} max=${parameter.maximum} placeholder=${fallback} value=${value ?? ''} onInput=${event => set(event.target.value)} />${hint}</div>`;
}

/** The parameters as the API takes them, without what was left empty. A required box is false until it is ticked. */
function values(parameters, given) {
  const result = {};
  for (const { name, type, required } of parameters) {
    const value = given.get(name) ?? (type === 'boolean' && required ? false : '');
    if (value !== '') result[name] = type === 'integer' || type === 'number' ? exactNumber(value) : value;
  }
  return result;
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** The number with the digits that were typed. What can't be sent exactly stays text: the API names it at its field. */
function exactNumber(text) {
  const digits = text.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-?(?=\.)/, '$&0');
  if (jsonNumber.test(digits) && JSON.rawJSON) return JSON.rawJSON(digits);
  return String(+digits) === digits ? +digits : text;
}

/** Previews the request of the form's values, a moment after the last key. */
function usePreview(gateway, content) {
  const [state, setState] = useState({});
  const body = JSON.stringify(content);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => post(`gateways/${encodeURIComponent(gateway)}/preview`, content, stop.signal).then(
      value => setState({ value }),
      error => { if (!stop.signal.aborted) setState({ error }); }), 200);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [gateway, body]);
  return state;
}
