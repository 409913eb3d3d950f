// The catalogue with limits and health, what is wrong with a file that was rejected, and the presets.

import { html, useEffect, useState } from './preact-htm.js';
import { get } from './api.js';
import { number, span, t } from './text.js';
import { Bones, Code, Empty, Failure, Note, poll, useLoaded } from './parts.js';
import { Health } from './overview.js';

const pollTime = 2000;
const nothing = { counts: {}, lastHour: {} };

export function Gateways({ overview }) {
  const catalogue = useLoaded(signal => get('catalogue', signal), []);
  // A changed file is read on its own, and so it is shown.
  useEffect(() => {
    const timer = poll(catalogue.reload, pollTime);
    return () => clearTimeout(timer);
  }, [catalogue.value, catalogue.error]);
  const presets = useLoaded(signal => get('presets', signal), []);
  return html`
    <div class="head"><div><h1>${t('gateways')}</h1><p>${t('gatewaysText')}</p></div>
      <div class="actions"><button onClick=${catalogue.reload}>${t('refresh')}</button></div></div>
    ${catalogue.error && html`<${Failure} error=${catalogue.error} retry=${catalogue.reload} />`}
    ${catalogue.value ? html`<${Catalogue} catalogue=${catalogue.value} overview=${overview} />` : !catalogue.error && html`<${Bones} rows=${6} />`}
    ${presets.error ? html`<${Failure} error=${presets.error} retry=${presets.reload} />`
      : presets.value ? html`<${Presets} presets=${presets.value} />` : html`<${Bones} rows=${4} />`}`;
}

function Catalogue({ catalogue, overview }) {
  const { file, faults, warnings, gateways } = catalogue;
  return html`
    ${faults.length > 0 && html`<${Note} tone="failed"><strong>${t('rejected')}</strong><ul>${faults.map(fault => html`<li class="mono">${fault}</li>`)}</ul><//>`}
    ${warnings.length > 0 && html`<${Note} tone="waiting"><strong>${t('warnings')}</strong><ul>${warnings.map(warning => html`<li>${warning}</li>`)}</ul><//>`}
    ${gateways.length === 0 ? html`<${Empty} title=${t('noGateways')} text=${t('noGatewaysText')} />` : html`
    <section class="card" aria-labelledby="catalogue-title">
      <header><h2 id="catalogue-title">${t('catalogue')}</h2><code class="mute">${file}</code></header>
      <div class="scroll"><table class="rows">
        <thead><tr><th scope="col">${t('gateway')}</th><th scope="col">${t('preset')}</th><th scope="col">${t('state')}</th><th scope="col" class="n">${t('inFlight')}</th>
          <th scope="col" class="n">${t('rate')}</th><th scope="col" class="n">${t('timeout')}</th><th scope="col">${t('retries')}</th><th scope="col">${t('longest')}</th><th scope="col"><span class="hidden">${t('try')}</span></th></tr></thead>
        <tbody>${gateways.map(gateway => html`<tr key=${gateway.name}>
          <th scope="row">${gateway.name}</th>
          <td class=${gateway.preset ? '' : 'none'} data-name=${t('preset')}>${gateway.preset ? html`<code>${gateway.preset}</code>` : html`<span class="mute">–</span>`}</td>
          <td data-name=${t('state')}>${overview && html`<${Health} gateway=${overview.gateways.find(other => other.name === gateway.name) ?? nothing} />`}</td>
          <td class="n" data-name=${t('inFlight')}>${t('of', overview?.gateways.find(other => other.name === gateway.name)?.inFlight ?? 0, gateway.inFlight)}</td>
          <td class="n nowrap" data-name=${t('rate')}>${rate(gateway) ?? html`<span class="mute">${t('unlimited')}</span>`}</td>
          <td class="n nowrap" data-name=${t('timeout')}>${span(gateway.timeout)}</td>
          <td class="nowrap" data-name=${t('retries')}>${t('everySpan', gateway.attempts, span(gateway.interval))}</td>
          <td class=${gateway.maxLength ? '' : 'none'} data-name=${t('longest')}>${gateway.maxLength ? `${number(gateway.maxLength)} ${t(gateway.lengthUnit)}` : html`<span class="mute">–</span>`}</td>
          <td><a href=${`#try?gateway=${encodeURIComponent(gateway.name)}`} aria-label=${t('tryGateway', gateway.name)}>${t('try')}</a></td>
        </tr>`)}</tbody>
      </table></div>
    </section>`}`;
}

function rate(gateway) {
  const key = ['perSecond', 'perMinute', 'perHour', 'perDay'].find(key => gateway[key]);
  return key && t(key, gateway[key]);
}

function Presets({ presets }) {
  const [text, setText] = useState('');
  const found = presets.filter(preset => `${preset.name} ${preset.title}`.toLowerCase().includes(text.trim().toLowerCase()));
  return html`
    <section class="stack" aria-labelledby="presets-title">
      <div class="head"><div><h2 id="presets-title">${t('presets')}</h2><p>${t('presetsText', presets.length)}</p></div>
        <div><label class="hidden" for="find">${t('find')}</label><input id="find" type="search" placeholder=${t('find')} value=${text} onInput=${event => setText(event.target.value)} /></div></div>
      <p class="hidden" role="status">${t('found', found.length)}</p>
      ${found.length === 0 ? html`<p class="mute">${t('found', 0)}</p>` : html`<div class="presets">${found.map(preset => html`<${Preset} key=${preset.name} preset=${preset} />`)}</div>`}
    </section>`;
}

function Preset({ preset }) {
  const needs = [...preset.settings.map(value => ['settings', value]), ...preset.secrets.map(value => ['secrets', value])];
  return html`<details class="card">
    <summary><strong>${preset.title}</strong><code>${preset.name}</code></summary>
    <div class="stack">
      ${needs.length > 0 && html`<h3>${t('needs')}</h3><dl class="needs">${needs.map(([kind, value]) => html`<dt>${kind}.${value.name}</dt><dd>${value.description}${value.default !== undefined ? ` · ${t('default', value.default)}` : value.optional ? ` · ${t('optional')}` : ''}</dd>`)}</dl>`}
      ${preset.parameters.length > 0 && html`<h3>${t('parameters')}</h3><dl class="needs">${preset.parameters.map(parameter => html`<dt>${parameter.name}</dt><dd>${parameter.description}${parameter.required || parameter.unless ? '' : ` · ${t('optional')}`}</dd>`)}</dl>`}
      <h3>${t('entry')}</h3><${Code} text=${entry(preset)} label=${`${preset.title}: ${t('entry')}`} />
      ${preset.secrets.length > 0 && html`<h3>${t('secretSettings')}</h3><${Code} text=${secrets(preset)} label=${`${preset.title}: ${t('secretSettings')}`} />`}
      <a href=${preset.documentation} target="_blank" rel="noopener noreferrer">${t('documentation')}</a>
    </div>
  </details>`;
}

const required = value => value.default === undefined && !value.optional;

function entry(preset) {
  const settings = Object.fromEntries(preset.settings.filter(required).map(value => [value.name, '...']));
  const lines = [`"preset": ${JSON.stringify(preset.name)}`];
  if (Object.keys(settings).length > 0) lines[0] += `, "settings": ${JSON.stringify(settings).replace(/(":|,)/g, '$1 ').replace(/^\{|\}$/g, brace => brace === '{' ? '{ ' : ' }')}`;
  return `${JSON.stringify(preset.name)}: {\n  ${lines[0]}\n}`;
}

const secrets = preset => preset.secrets.filter(required).concat(preset.secrets.filter(value => !required(value)))
  .map(value => `Gateways__${preset.name}__secrets__${value.name}=...`).join('\n');
