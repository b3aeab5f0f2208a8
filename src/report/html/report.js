// What the page can do beyond being read. All words come out of the page itself and go back in as text.
'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('js-on');
  const $ = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll('.card')];
  const key = 'jobfit:' + root.dataset.fingerprint;

  // A browser may forbid storage to pages from disk; then everything works until the page is closed.
  const load = (name) => { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } };
  const save = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* kept in memory */ } };

  const state = new Map(Object.entries(load(key)));
  const settings = load('jobfit:settings');
  const of = (card) => state.get(card.dataset.id) || {};
  const set = (card, change) => {
    state.set(card.dataset.id, { ...of(card), ...change });
    save(key, Object.fromEntries(state));
  };
  const setting = (change) => { Object.assign(settings, change); save('jobfit:settings', settings); };

  /* Light and dark: the system's, until the person chooses. */
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const showTheme = () => {
    if (settings.theme) root.dataset.theme = settings.theme;
    $('theme').textContent = (settings.theme || (dark.matches ? 'dark' : 'light')) === 'dark' ? 'Light theme' : 'Dark theme';
  };
  $('theme').addEventListener('click', () => {
    const now = settings.theme || (dark.matches ? 'dark' : 'light');
    setting({ theme: now === 'dark' ? 'light' : 'dark' });
    showTheme();
  });
  dark.addEventListener('change', showTheme);
  showTheme();

  /* Filters and progress. */
  const filters = [...document.querySelectorAll('[data-filter]')];
  const visible = () => cards.filter((card) => !card.hidden);
  const filter = () => {
    for (const card of cards) {
      const wanted = filters.every((f) => !f.value || card.dataset[f.dataset.filter] === f.value);
      card.hidden = !wanted || ($('hide-done').checked && Boolean(of(card).done));
    }
    const shown = visible().length;
    if (!$('count')) return;
    const done = cards.filter((card) => of(card).done).length;
    $('count').textContent = `${shown} of ${cards.length} shown, ${done} rehearsed`;
    $('none').hidden = shown > 0;
    $('start').disabled = shown === 0;
  };
  const progress = () => {
    for (const topic of document.querySelectorAll('.topics > li')) {
      const mine = cards.filter((card) => card.dataset.topic === topic.dataset.topic);
      const done = mine.filter((card) => of(card).done).length;
      topic.querySelector('.done-of').textContent = `${done} of ${mine.length} rehearsed`;
      topic.classList.toggle('complete', done === mine.length);
    }
  };
  const said = { weak: 'last time weak', fair: 'last time fair', strong: 'last time strong' };
  const show = (card) => {
    const { done, note, rating } = of(card);
    card.querySelector('.done').checked = Boolean(done);
    card.classList.toggle('is-done', Boolean(done));
    const rated = card.querySelector('.rated');
    rated.hidden = !said[rating];
    rated.textContent = said[rating] || '';
    const print = card.querySelector('.note-print');
    print.hidden = !note;
    print.textContent = note || '';
  };
  const check = (card, done) => { set(card, { done }); show(card); filter(); progress(); };

  for (const card of cards) {
    const note = card.querySelector('textarea');
    note.value = of(card).note || '';
    if (note.value) card.querySelector('.notes').open = true;
    note.addEventListener('input', () => { set(card, { note: note.value }); show(card); });
    card.querySelector('.done').addEventListener('change', (event) => check(card, event.target.checked));
    show(card);
  }
  for (const control of [...filters, $('hide-done')].filter(Boolean)) control.addEventListener('change', filter);
  $('reset')?.addEventListener('click', () => {
    for (const control of filters) control.value = '';
    $('hide-done').checked = false;
    filter();
  });
  progress();
  if (cards.length) filter();

  /* On paper everything is unfolded, and folded again afterwards. */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.points:not([open]), details.follow-ups:not([open]), details.rest:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of opened) details.open = false; });

  if (!cards.length) return;

  /* Practice: weak ones first, then those never asked, then the rest; a weak answer brings the question back. */
  const dialog = $('practice');
  let queue = [];
  let asked = 0;
  let began = 0;
  let clock = 0;
  let ratings = new Map();
  const order = { weak: 0, undefined: 1, fair: 2, strong: 3 };
  const copy = (from, to) => to.replaceChildren(...[...from.childNodes].map((node) => node.cloneNode(true)));
  const items = (card, list) => [...card.querySelectorAll(`details.${list} li`)];
  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text || '' });

  const short = (text) => (text.length > 100 ? `${text.slice(0, text.lastIndexOf(' ', 96))} …` : text);

  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    $('practice-time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  const stop = () => clearInterval(clock);

  const next = () => {
    stop();
    const card = queue[0];
    if (!card) return end();
    asked += 1;
    $('practice-run').hidden = false;
    $('practice-end').hidden = true;
    $('practice-count').textContent = `No. ${asked}, ${queue.length} to go`;
    $('practice-about').textContent = ['.topic-name', '.origin'].map((c) => card.querySelector(c).textContent).join(' · ');
    copy(card.querySelector('.question'), $('practice-question'));
    $('practice-think').hidden = false;
    $('practice-points').hidden = true;
    $('practice-ticks').replaceChildren(...items(card, 'points').map((point) => {
      const label = element('label');
      const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
      const words = element('span');
      copy(point, words);
      label.append(box, words);
      return label;
    }));
    $('practice-more').hidden = items(card, 'follow-ups').length === 0;
    $('practice-follow-ups').replaceChildren(...items(card, 'follow-ups').map((item) => item.cloneNode(true)));
    began = Date.now();
    tick();
    clock = setInterval(tick, 1000);
    dialog.scrollTop = 0;
    $('practice-question').focus();
  };

  const rate = (rating) => {
    const card = queue.shift();
    const boxes = [...$('practice-ticks').querySelectorAll('input')];
    const first = ratings.get(card)?.first || rating;
    ratings.set(card, { first, rating, made: boxes.filter((box) => box.checked).length, of: boxes.length });
    set(card, rating === 'weak' ? { rating } : { rating, done: true });
    // Not at once: some others come between.
    if (rating === 'weak') queue.splice(3, 0, card);
    show(card);
    next();
  };

  const weaker = () => [...ratings].filter(([, r]) => r.first !== 'strong').map(([card]) => card);

  const end = () => {
    const all = [...ratings];
    const count = (rating) => all.filter(([, r]) => r.first === rating).length;
    $('practice-run').hidden = true;
    $('practice-end').hidden = false;
    $('practice-count').textContent = '';
    $('practice-time').textContent = '';
    $('practice-summary').textContent = `${all.length} rehearsed. At the first try: ${count('strong')} strong, ${count('fair')} fair, ${count('weak')} weak.`;
    $('practice-list').replaceChildren(...all.map(([card, r]) => {
      const line = element('li', `${r.first === r.rating ? r.rating : `${r.first}, then ${r.rating}`}, ${r.made} of ${r.of} points: `);
      line.append(element('q', short(card.querySelector('.question').textContent)));
      return line;
    }));
    $('practice-again').hidden = weaker().length === 0;
    $('practice-done').focus();
  };

  const start = (chosen) => {
    queue = chosen.sort((a, b) => (order[of(a).rating] ?? 1) - (order[of(b).rating] ?? 1));
    asked = 0;
    ratings = new Map();
    if (!dialog.open) dialog.showModal();
    next();
  };
  $('start').addEventListener('click', () => start(visible()));
  $('practice-close').addEventListener('click', () => dialog.close());
  $('practice-again').addEventListener('click', () => start(weaker()));
  $('practice-show').addEventListener('click', () => {
    stop();
    $('practice-think').hidden = true;
    $('practice-points').hidden = false;
    ($('practice-ticks').querySelector('input') || dialog.querySelector('[data-rate]')).focus();
  });
  for (const button of dialog.querySelectorAll('[data-rate]')) button.addEventListener('click', () => rate(button.dataset.rate));
  dialog.addEventListener('close', () => { stop(); filter(); progress(); });

  /* Keys, where nothing else wants them and the person has not turned them off. */
  $('keys-on').checked = settings.keys !== false;
  $('keys-on').addEventListener('change', (event) => setting({ keys: event.target.checked }));
  const step = (by) => {
    const shown = visible();
    const at = shown.indexOf(document.activeElement.closest('.card'));
    const to = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  };
  const here = (action) => { const card = document.activeElement.closest('.card'); if (card) action(card); return Boolean(card); };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => here((card) => check(card, !of(card).done)),
    p: () => visible().length && start(visible()),
    '?': () => { const list = document.querySelector('.keys'); list.open = true; list.querySelector('summary').focus(); },
    ' ': () => here((card) => { const points = card.querySelector('.points'); if (points) points.open = !points.open; }),
  };
  document.addEventListener('keydown', (event) => {
    if (!$('keys-on').checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select')) return;
    // A blank presses the button or link that has the focus.
    if (event.key === ' ' && !event.target.matches('.card')) return;
    const action = keys[event.key];
    if (action && action() !== false) event.preventDefault();
  });
})();
