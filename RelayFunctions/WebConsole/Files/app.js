// The frame: navigation, the key, and the view that the address names.

import { html, render, useEffect, useRef, useState } from './preact-htm.js';
import { follow, isKey, onKeyNeeded } from './api.js';
import { language, setClock, t } from './text.js';
import { Dialog, Fault, icon, marked } from './parts.js';
import { Overview } from './overview.js';
import { Messages } from './messages.js';
import { Message } from './message.js';
import { TryIt } from './try.js';
import { Gateways } from './gateways.js';

const views = { overview: Overview, messages: Messages, try: TryIt, gateways: Gateways };

function route() {
  const [path, query = ''] = (location.hash.slice(1) || 'overview').split('?');
  const [wanted, id] = path.split('/');
  const name = Object.hasOwn(views, wanted) ? wanted : 'overview';
  // The API's paths can't name a message "." or "..".
  const view = name === 'messages' && id && !/^\.\.?$/.test(id) ? Message : views[name];
  return { name, id, view, query: new URLSearchParams(query) };
}

function App() {
  const [at, setAt] = useState(route());
  const [overview, setOverview] = useState(null);
  const [state, setState] = useState('connecting');
  const [asked, setAsked] = useState(null);
  const main = useRef();

  useEffect(() => {
    const moved = () => setAt(route());
    addEventListener('hashchange', moved);
    onKeyNeeded(wasWrong => new Promise(done => setAsked({ wasWrong, done })));
    const stop = new AbortController();
    follow(data => { setClock(data.at); setOverview(data); }, setState, stop.signal);
    return () => { stop.abort(); removeEventListener('hashchange', moved); };
  }, []);

  const first = useRef(true);
  useEffect(() => {
    document.title = `${t(at.name)} · Relay`;
    if (!first.current) main.current.focus({ preventScroll: true });
    if (!first.current) scrollTo(0, 0);
    first.current = false;
  }, [at.name, at.id]);

  return html`
    <a class="skip" href="#main" onClick=${event => { event.preventDefault(); main.current.focus(); }}>${t('skip')}</a>
    <header class="top"><div>
      <a class="brand" href="#overview"><img src=${icon} alt="" />Relay</a>
      <nav aria-label=${t('navigation')}>
        ${Object.keys(views).map(name => html`<a href=${`#${name}`} aria-current=${at.name === name ? 'page' : undefined}>${t(name)}</a>`)}
      </nav>
      <div class=${`live ${state === 'offline' ? 'live-offline' : state === 'connecting' ? '' : 'live-on'}`} role="status"><i></i>${t(state)}</div>
    </div></header>
    <main id="main" tabindex="-1" ref=${main}>
      <${at.view} key=${at.name + (at.id ?? '')} overview=${overview} id=${at.id} query=${at.query} />
    </main>
    ${asked && html`<${KeyDialog} wasWrong=${asked.wasWrong} done=${key => { setAsked(null); asked.done(key); }} />`}`;
}

function KeyDialog({ wasWrong, done }) {
  const [text, setText] = useState('');
  const key = text.trim();
  const fault = key && !isKey(key) ? t('keyNotAscii') : '';
  return html`
    <${Dialog} title=${t('keyTitle')} yes=${t('keyGo')} onYes=${() => key && !fault && done(key)}>
      <p>${t(wasWrong ? 'keyWrong' : 'keyText')}</p>
      <label for="key">${t('key')}</label>
      <input id="key" type="password" autocomplete="off" required value=${text}
        onInput=${event => setText(event.target.value)} ...${marked('key', fault)} />
      <${Fault} of="key" text=${fault} />
    <//>`;
}

document.documentElement.lang = language;
render(html`<${App} />`, document.getElementById('app'));
