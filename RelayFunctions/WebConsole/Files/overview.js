// What Relay does at the moment, in all and by gateway.

import { html } from './preact-htm.js';
import { duration, now, number, t } from './text.js';
import { Bones, Empty, Note, Pill, Time } from './parts.js';
import { Chart } from './chart.js';

export const unended = counts => (counts.accepted ?? 0) + (counts.waiting ?? 0) + (counts.cancelling ?? 0);
export const failed = counts => counts.failed ?? 0;
const expired = counts => counts.expired ?? 0;
const all = counts => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** How a gateway fares: paused by its operator, closed by throttling, failing, waiting, delivering, or with nothing to do. */
export function health(gateway) {
  if (gateway.paused) return 'paused';
  if (gateway.closedUntil && Date.parse(gateway.closedUntil) > now()) return 'closed';
  const [bad, good] = [failed(gateway.lastHour) + expired(gateway.lastHour), gateway.lastHour.delivered ?? 0];
  if (bad > 0 && bad >= good / 10) return 'failing';
  if (good === 0 && gateway.counts.waiting > 0) return 'waiting';
  return good > 0 ? 'delivering' : unended(gateway.counts) > 0 ? 'working' : 'idle';
}

const tones = { paused: 'waiting', closed: 'waiting', failing: 'failed', delivering: 'delivered', waiting: 'waiting', working: 'accepted', idle: 'idle' };

export function Health({ gateway }) {
  const state = health(gateway);
  return html`<${Pill} of=${tones[state]} text=${state === 'closed'
    ? t('closedFor', duration(Date.parse(gateway.closedUntil) - now())) : t(state)} />`;
}

export function Overview({ overview }) {
  const title = html`<div class="head"><div><h1>${t('overview')}</h1><p>${t('overviewText')}</p></div></div>`;
  if (!overview) return html`${title}<${Bones} rows=${2} /><${Bones} tall rows=${0} /><${Bones} />`;

  const total = pick => overview.gateways.reduce((sum, gateway) => sum + pick(gateway), 0);
  const hour = total(gateway => all(gateway.lastHour));
  const oldest = overview.gateways.map(gateway => gateway.oldestWaitingAt).filter(Boolean).sort()[0];
  const waiting = total(gateway => unended(gateway.counts));
  const late = total(gateway => expired(gateway.counts));
  const kept = total(gateway => all(gateway.counts));
  const closed = overview.gateways.filter(gateway => health(gateway) === 'closed');
  const busy = overview.gateways.filter(gateway => all(gateway.counts) > 0);

  return html`
    ${title}
    ${closed.length > 0 && html`<${Note} tone="waiting">${closed.map(gateway => html`<div>${t('closedNote', gateway.name)} <${Time} at=${gateway.closedUntil} /></div>`)}<//>`}
    ${!overview.isComplete && html`<${Note}>${t('incomplete')}<//>`}
    <dl class="tiles">
      <${Tile} name="accepted" label=${t('tileAccepted')} value=${hour} note=${t('perMinute', Math.round(hour / 6) / 10)} />
      <${Tile} name="delivered" value=${total(gateway => gateway.counts.delivered ?? 0)} note=${kept ? t('share', Math.round(total(gateway => gateway.counts.delivered ?? 0) / kept * 1000) / 10) : t('nothingYet')} href="#messages?status=delivered" />
      <${Tile} name="waiting" value=${waiting} note=${oldest ? t('oldest', duration(now() - Date.parse(oldest))) : t(waiting ? 'noneDue' : 'noneWaits')} href="#messages?status=accepted,waiting" />
      <${Tile} name="failed" value=${total(gateway => failed(gateway.counts))} note=${t('failedNote') + (late ? `; ${t('expiredNote', late)}` : '')} href="#messages?status=failed" />
    </dl>
    ${kept === 0 ? html`
      <${Empty} title=${t('emptyTitle')} text=${t('emptyText')}><a class="button primary" href="#try">${t('sendFirst')}</a><//>` : html`
      <${Chart} overview=${overview} />
      <section class="card" aria-labelledby="by-gateway">
        <header><h2 id="by-gateway">${t('byGateway')}</h2><span class="mute">${t('quiet', overview.gateways.length - busy.length)}</span></header>
        <div class="scroll"><table class="rows">
          <thead><tr><th scope="col">${t('gateway')}</th><th scope="col">${t('state')}</th><th scope="col" class="n">${t('lastHour')}</th>
            <th scope="col" class="n">${t('delivered')}</th><th scope="col" class="n">${t('waiting')}</th><th scope="col" class="n">${t('failed')}</th><th scope="col" class="n">${t('oldestWaiting')}</th></tr></thead>
          <tbody>${busy.map(gateway => html`<tr key=${gateway.name}>
            <th scope="row"><a href=${`#messages?gateway=${encodeURIComponent(gateway.name)}`}>${gateway.name}</a></th>
            <td><${Health} gateway=${gateway} /></td>
            <${Count} name="lastHour" value=${all(gateway.lastHour)} />
            <${Count} name="delivered" value=${gateway.counts.delivered ?? 0} />
            <${Count} name="waiting" value=${unended(gateway.counts)} />
            <${Count} name="failed" value=${failed(gateway.counts)} href=${`#messages?gateway=${encodeURIComponent(gateway.name)}&status=failed`} />
            <td class=${`n nowrap ${gateway.oldestWaitingAt ? '' : 'none'}`} data-name=${t('oldestWaiting')}>${gateway.oldestWaitingAt ? duration(now() - Date.parse(gateway.oldestWaitingAt)) : html`<span class="mute">–</span>`}</td>
          </tr>`)}</tbody>
        </table></div>
      </section>`}`;
}

function Tile({ name, label = t(name), value, note, href }) {
  const content = html`<dt><i></i>${label}</dt><dd>${number(value)}<small>${note}</small></dd>`;
  return html`<div class=${`card tile is-${name}`}>${href ? html`<dt><i></i><a href=${href}>${label}</a></dt><dd>${number(value)}<small>${note}</small></dd>` : content}</div>`;
}

const Count = ({ name, value, href }) => html`
  <td class=${value ? 'n' : 'n zero'} data-name=${t(name)}>${value && href ? html`<a href=${href}>${number(value)}</a>` : number(value)}</td>`;
