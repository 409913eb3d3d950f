// The messages of the last hour as stacked bars, one per minute.

import { html, useState } from './preact-htm.js';
import { minuteOf, number, t, wholeNumber } from './text.js';

const layers = [
  ['delivered', ['delivered']],
  ['waiting', ['waiting', 'accepted', 'cancelling']],
  ['failed', ['failed']],
  ['expired', ['expired']],
  ['cancelled', ['cancelled']],
];

/** The smallest of 1, 2, 3, 4, 6, 8, 10, 20, ... that is not below a value. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 3, 4, 6, 8, 10].map(step => step * power).find(step => step >= value);
}

export function Chart({ overview }) {
  const [minute, setMinute] = useState(null);
  const columns = Array.from({ length: 60 }, (_, i) =>
    layers.map(([, states]) => states.reduce((sum, state) => sum + (overview.perMinute[state]?.[i] ?? 0), 0)));
  const totals = columns.map(column => column.reduce((sum, n) => sum + n, 0));
  const top = ceiling(Math.max(4, ...totals));
  const at = i => minuteOf(Date.parse(overview.from) + i * 60000);
  const readout = minute === null ? t('chartHint') : `${at(minute)}: ${totals[minute] === 0 ? t('none')
    : layers.map(([name], i) => [columns[minute][i], name]).filter(([n]) => n).map(([n, name]) => `${wholeNumber(n)} ${t(name).toLowerCase()}`).join(', ')}`;

  const point = event => {
    const box = event.currentTarget.getBoundingClientRect();
    setMinute(Math.min(59, Math.max(0, Math.floor((event.clientX - box.left) / box.width * 60))));
  };
  const key = event => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -60, End: 60 }[event.key];
    if (!step) return;
    event.preventDefault();
    setMinute(old => Math.min(59, Math.max(0, (old ?? 59) + step)));
  };

  return html`
    <section class="card" aria-labelledby="chart-title">
      <header><h2 id="chart-title">${t('chartTitle')}</h2>
        <div class="legend">${layers.filter(([name], i) => name !== 'expired' || columns.some(column => column[i])).map(([name]) => html`<span class=${`is-${name}`}><i></i>${t(name)}</span>`)}</div></header>
      <div class="chart">
        <div class="plot">
          ${[1, .5, 0].map(share => html`<span class="y" style=${{ top: `${(1 - share) * 100}%` }}>${number(top * share)}</span>`)}
          <svg viewBox="0 0 600 100" preserveAspectRatio="none" tabindex="0" role="img"
            aria-label=${t('chartLabel', totals.reduce((sum, n) => sum + n, 0), Math.max(...totals))} aria-describedby="chart-readout"
            onPointerMove=${point} onPointerLeave=${() => setMinute(null)} onKeyDown=${key} onBlur=${() => setMinute(null)}>
            ${[0, 50, 100].map(y => html`<line x1="0" x2="600" y1=${y} y2=${y} />`)}
            ${minute !== null && html`<rect class="cursor" x=${minute * 10} y="0" width="10" height="100" />`}
            ${columns.map((column, i) => stack(column, i, top))}
          </svg>
        </div>
        <div class="x" aria-hidden="true"><span>${at(0)}</span><span>${at(20)}</span><span>${at(40)}</span><span>${t('now')}</span></div>
        <p class="readout" id="chart-readout" aria-live="polite">${readout}</p>
      </div>
    </section>`;
}

function stack(column, i, top) {
  let y = 100;
  return column.map((n, layer) => {
    if (!n) return null;
    // Keeps one message visible beside ten thousand.
    const height = Math.max(n / top * 100, .8);
    y -= height;
    return html`<rect class=${`bar is-${layers[layer][0]}`} x=${i * 10 + 1} y=${y} width="8" height=${height} />`;
  });
}
