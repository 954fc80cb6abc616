'use strict';
(async () => {
  const $ = id => document.getElementById(id);

  /** Makes an element; text is text, never markup. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  async function read() {
    const packed = Uint8Array.from(atob($('data').textContent.trim()), c => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text());
  }

  const trace = await read();
  const sessions = trace.sessions;

  // Frames are differences: [micros, shift, [row, text, row, text, ...], cursorRow, cursorCol, cursorShown, rows, cols]
  for (const session of sessions) {
    let rows = [];
    let size = [0, 0];
    session.frames = session.frames.map(([at, shift, changes, row, col, shown, height, width]) => {
      if (height) {
        size = [height, width];
        rows = new Array(height).fill(0);
      } else {
        rows = shift ? rows.slice(shift).concat(new Array(shift).fill(0)) : rows.slice();
      }
      for (let i = 0; i < changes.length; i += 2) rows[changes[i]] = changes[i + 1];
      return {at, rows, size, cursor: shown ? [row, col] : null};
    });
  }

  // Moments: every frame and every entry, all sessions in one order of time.
  const moments = [];
  const entries = trace.entries;
  {
    const queues = sessions.map((session, s) => {
      const queue = [];
      const own = entries.filter(entry => entry.session === s);
      let next = 0;
      session.frames.forEach((frame, f) => {
        queue.push({at: frame.at, session: s, frame: f});
        for (; next < own.length && own[next].frame <= f; next++) {
          queue.push({at: Math.max(frame.at, own[next].shown), session: s, entry: own[next]});
        }
      });
      return queue;
    });
    queues.push(entries.filter(entry => entry.session < 0).map(entry => ({at: entry.shown, session: -1, entry})));
    const heads = queues.map(() => 0);
    let state = sessions.map(() => -1);
    for (;;) {
      let best = -1;
      queues.forEach((queue, q) => {
        if (heads[q] < queue.length && (best < 0 || queue[heads[q]].at < queues[best][heads[best]].at)) best = q;
      });
      if (best < 0) break;
      const step = queues[best][heads[best]++];
      if (step.frame !== undefined) {
        state = state.slice();
        state[best] = step.frame;
      }
      const at = Math.max(step.at, moments.length ? moments[moments.length - 1].at : 0);
      if (step.entry) step.entry.moment = moments.length;
      moments.push({at, state, session: step.session});
    }
  }
  const ends = Math.max(1, ...moments.map(moment => moment.at), ...entries.map(entry => entry.until));

  const clock = micros => {
    const ms = Math.floor(micros / 1000);
    const pad = (n, width) => String(n).padStart(width, '0');
    const minutes = Math.floor(ms / 60000);
    const hours = Math.floor(minutes / 60);
    return (hours ? hours + ':' : '') + pad(minutes % 60, 2) + ':' + pad(Math.floor(ms / 1000) % 60, 2) + '.'
        + pad(ms % 1000, 3);
  };

  // Styles. A cell without a background of its own has the colours of the page's theme; one that has is drawn as xterm does,
  // since the program chose its text to go with that background.
  const XTERM = ['#000000', '#cd0000', '#00cd00', '#cdcd00', '#0000ee', '#cd00cd', '#00cdcd', '#e5e5e5', '#7f7f7f', '#ff0000',
    '#00ff00', '#ffff00', '#5c5cff', '#ff00ff', '#00ffff', '#ffffff'];
  const hex = (...levels) => '#' + levels.map(level => level.toString(16).padStart(2, '0')).join('');
  const fixed = value => {
    if (typeof value === 'string') return value;
    if (value < 16) return XTERM[value];
    if (value >= 232) return hex(...new Array(3).fill(8 + (value - 232) * 10));
    const level = n => n ? 55 + n * 40 : 0;
    const n = value - 16;
    return hex(level(Math.floor(n / 36)), level(Math.floor(n / 6) % 6), level(n % 6));
  };
  const isDark = colour => {
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
    return red * 3 + green * 6 + blue < 1280;
  };
  const themed = value => typeof value === 'number' && value < 16 ? `var(--c${value})` : fixed(value);
  const LINES = ['', 'underline', 'underline double', 'underline wavy', 'underline dotted', 'underline dashed'];
  const css = style => {
    let fg = style.fg === null ? 'var(--fg)' : themed(style.fg);
    let bg = 'var(--bg)';
    if (style.bg !== null) {
      bg = fixed(style.bg);
      fg = style.fg !== null ? fixed(style.fg) : isDark(bg) ? '#ffffff' : '#000000';
    }
    if (style.inverse) [fg, bg] = [bg, fg];
    let text = style.hidden ? 'color:transparent;' : `color:${fg};`;
    if (style.bg !== null || style.inverse) text += `background:${bg};`;
    if (style.bold) text += 'font-weight:bold;';
    if (style.faint) text += 'opacity:.6;';
    if (style.italic) text += 'font-style:italic;';
    const lines = [style.underline ? LINES[style.underline] : '', style.strike ? 'line-through' : '',
      style.over ? 'overline' : ''].filter(x => x);
    if (lines.length) text += `text-decoration:${lines.join(' ')};`;
    return text;
  };
  for (const session of sessions) session.css = session.styles.map(css);

  const plain = row => row.map(([, text]) => text).join('').trimEnd();
  const shownText = (session, frame) => frame.rows.map(id => plain(session.rows[id])).join('\n').trimEnd();

  // Screens
  let chosen = 0;
  let picked = null;
  const panes = sessions.map((session, s) => {
    const screen = make('div', {class: 'screen', tabindex: '0', 'data-session': session.name});
    const caption = make('figcaption');
    const figure = make('figure', {}, caption, screen);
    figure.addEventListener('click', event => {
      choose(s);
      pick(s, screen, event);
    });
    $('screens').append(figure);
    return {figure, caption, screen, drawn: null};
  });

  function choose(s) {
    chosen = s;
    panes.forEach((pane, i) => pane.figure.classList.toggle('chosen', i === s && panes.length > 1));
  }

  function cellSize(screen) {
    const probe = make('span', {}, '0'.repeat(20));
    const line = make('div', {}, probe);
    screen.append(line);
    const width = probe.getBoundingClientRect().width / 20;
    line.remove();
    return [width, 17];
  }

  function overlay(screen, name, row, col, cols) {
    const [width, height] = cellSize(screen);
    screen.append(make('i', {
      class: name,
      style: `left:${col * width}px;top:${row * height}px;width:${cols * width}px`,
    }));
  }

  function drawRow(session, id) {
    const line = make('div');
    for (const [style, text, width] of session.rows[id]) {
      const attributes = style ? {style: session.css[style]} : {};
      if (width) {
        attributes.style = (attributes.style || '') + `width:${width}ch`;
        line.append(make('b', attributes, text));
      } else {
        line.append(style ? make('span', attributes, text) : text);
      }
    }
    return line;
  }

  function draw(s) {
    const pane = panes[s];
    const session = sessions[s];
    const frame = session.frames[moments[now].state[s]];
    const mine = picked && picked.session === s ? picked : null;
    const key = frame && [moments[now].state[s], query, mine ? mine.row + ',' + mine.col : ''].join();
    if (pane.drawn === key) return;
    pane.drawn = key;
    pane.caption.title = pane.caption.textContent = session.name + ': ' + session.command
        + (frame ? `, ${frame.size[0]} x ${frame.size[1]}` : ', not started yet');
    pane.screen.replaceChildren();
    if (!frame) return;
    pane.screen.style.width = frame.size[1] + 'ch';
    for (const id of frame.rows) pane.screen.append(drawRow(session, id));
    if (query) {
      frame.rows.forEach((id, row) => {
        for (const [col, cols] of hits(session.rows[id])) overlay(pane.screen, 'hit', row, col, cols);
      });
    }
    if (frame.cursor) overlay(pane.screen, 'cursor', frame.cursor[0], frame.cursor[1], 1);
    if (mine) overlay(pane.screen, 'picked', mine.row, mine.col, mine.width);
  }

  /** The cells of a row: [column, width, text, style]. */
  function* cells(row) {
    let col = 0;
    for (const [style, text, width] of row) {
      if (width) {
        yield [col, width, text, style];
        col += width;
      } else {
        for (const character of text) yield [col++, 1, character, style];
      }
    }
  }

  function pick(s, screen, event) {
    const frame = sessions[s].frames[moments[now].state[s]];
    if (!frame) return;
    const box = screen.getBoundingClientRect();
    const [width, height] = cellSize(screen);
    const row = Math.floor((event.clientY - box.top + screen.scrollTop) / height);
    const col = Math.floor((event.clientX - box.left + screen.scrollLeft) / width);
    if (row < 0 || col < 0 || row >= frame.size[0] || col >= frame.size[1]) return;
    picked = {session: s, row, col, width: 1};
    show(now);
  }

  function describe() {
    if (!picked) return;
    const session = sessions[picked.session];
    const frame = session.frames[moments[now].state[picked.session]];
    if (!frame || picked.row >= frame.rows.length) return;
    let cell = [picked.col, 1, ' ', 0];
    for (const each of cells(session.rows[frame.rows[picked.row]])) {
      if (picked.col >= each[0] && picked.col < each[0] + each[1]) cell = each;
    }
    const points = [...cell[2]].map(c => 'U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')).join(' ');
    $('cell').textContent = `${session.name}, row ${picked.row}, column ${cell[0]}: "${cell[2]}" (${points}`
        + `${cell[1] > 1 ? ', wide' : ''}), ${session.styles[cell[3]].words || 'default style'}`;
  }

  // Time
  let now = 0;
  let current = null;

  function show(moment) {
    now = Math.min(Math.max(0, moment), moments.length - 1);
    panes.forEach((pane, s) => draw(s));
    $('slider').value = now;
    $('time').textContent = `${clock(moments[now].at)}, ${now + 1} of ${moments.length}`;
    const track = document.querySelector('.lane svg');
    if (track) {
      $('head').style.left = track.getBoundingClientRect().left - $('lanes').getBoundingClientRect().left
          + track.getBoundingClientRect().width * moments[now].at / ends + 'px';
    }
    entries.forEach(entry => entry.item.classList.toggle('future', entry.moment > now));
    describe();
  }

  function open(entry) {
    if (current) current.item.removeAttribute('aria-current');
    current = entry;
    entry.item.setAttribute('aria-current', 'true');
    entry.item.scrollIntoView({block: 'nearest'});
    if (entry.session >= 0) choose(entry.session);
    show(entry.moment);
  }

  const seek = moment => {
    show(moment);
    const at = entries.filter(entry => entry.moment <= now).pop();
    if (at && at !== current) {
      if (current) current.item.removeAttribute('aria-current');
      current = at;
      at.item.setAttribute('aria-current', 'true');
      at.item.scrollIntoView({block: 'nearest'});
    }
  };

  // Entries
  entries.sort((a, b) => a.moment - b.moment);
  for (const entry of entries) {
    entry.item = make('li', {class: entry.failure ? 'failed' : '', 'data-kind': entry.kind, tabindex: '-1'},
        make('span', {class: 'at'}, clock(entry.at)),
        make('span', {class: 'kind ' + entry.kind}, entry.kind), ' ',
        make('span', {class: 'who'}, entry.session >= 0 && sessions.length > 1 ? sessions[entry.session].name : ''),
        make('div', {class: 'words'}, entry.words));
    if (entry.until > entry.at) {
      entry.item.append(make('span', {class: 'who'}, `took ${((entry.until - entry.at) / 1e6).toFixed(3)} s`));
    }
    if (entry.failure) entry.item.append(make('pre', {}, entry.failure));
    entry.item.addEventListener('click', () => open(entry));
    $('entries').append(entry.item);
  }

  // Lanes
  const NS = 'http://www.w3.org/2000/svg';
  sessions.forEach((session, s) => {
    const svg = document.createElementNS(NS, 'svg');
    svg.setAttribute('viewBox', '0 0 1000 20');
    svg.setAttribute('preserveAspectRatio', 'none');
    const bar = (from, to, y, height, fill) => {
      const rect = document.createElementNS(NS, 'rect');
      const x = from / ends * 1000;
      for (const [name, value] of Object.entries({x, y, width: Math.max(1.5, to / ends * 1000 - x), height})) {
        rect.setAttribute(name, value);
      }
      rect.style.fill = fill;
      svg.append(rect);
    };
    let last = -1;
    for (const frame of session.frames) {
      const x = Math.floor(frame.at / ends * 1000);
      if (x !== last) bar(frame.at, frame.at, 12, 8, 'var(--soft)');
      last = x;
    }
    for (const entry of entries.filter(one => one.session === s)) {
      const kind = entry.kind === 'resize' ? 'exit' : entry.kind;
      bar(entry.at, entry.until, 1, 9, entry.failure ? 'var(--bad)' : `var(--${kind})`);
    }
    $('lanes').append(make('div', {class: 'lane'}, make('span', {title: session.command}, session.name), svg));
  });
  $('lanes').append(make('div', {id: 'head'}));
  $('lanes').addEventListener('click', event => {
    const track = document.querySelector('.lane svg').getBoundingClientRect();
    const at = (event.clientX - track.left) / track.width * ends;
    let moment = 0;
    while (moment + 1 < moments.length && moments[moment + 1].at <= at) moment++;
    seek(moment);
  });

  // Search
  let query = '';
  let matching = [];

  function hits(row) {
    const places = [...cells(row)];
    let text = '';
    const from = [];
    places.forEach(([, , character], i) => {
      for (let n = 0; n < character.length; n++) from.push(i);
      text += character;
    });
    const found = [];
    const folded = text.toLowerCase();
    if (folded.length !== text.length) return found;
    for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
      const first = places[from[at]];
      const last = places[from[at + query.length - 1]];
      found.push([first[0], last[0] + last[1] - first[0]]);
    }
    return found;
  }

  function search(text) {
    query = text.toLowerCase();
    const having = sessions.map(session => new Set(query
      ? session.rows.map((row, id) => hits(row).length ? id : -1).filter(id => id >= 0) : []));
    matching = [];
    if (query) {
      moments.forEach((moment, m) => {
        const found = moment.state.some((f, s) => f >= 0 && sessions[s].frames[f].rows.some(id => having[s].has(id)));
        if (found) matching.push(m);
      });
    }
    tell();
    show(now);
  }

  function tell() {
    const at = matching.indexOf(now);
    $('found').textContent = !query ? '' : matching.length === 0 ? 'not found'
        : (at < 0 ? '' : at + 1 + ' of ') + matching.length + (matching.length === 1 ? ' moment' : ' moments');
  }

  function jump(back) {
    if (!matching.length) return;
    const on = matching.find(m => m > now);
    const before = matching.filter(m => m < now).pop();
    seek(back ? before ?? matching[matching.length - 1] : on ?? matching[0]);
    tell();
  }

  $('search').addEventListener('input', event => search(event.target.value));
  $('search').addEventListener('keydown', event => {
    if (event.key === 'Enter') jump(event.shiftKey);
    if (event.key === 'Escape') event.target.blur();
    event.stopPropagation();
  });

  // Copy
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      const area = make('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }
  $('copy').addEventListener('click', async () => {
    const frame = sessions.length && sessions[chosen].frames[moments[now].state[chosen]];
    await copy(frame ? shownText(sessions[chosen], frame) : '');
    $('copy').textContent = 'Copied';
    setTimeout(() => { $('copy').textContent = 'Copy text'; }, 1500);
  });

  // Light and dark
  const page = document.documentElement.dataset;
  page.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  $('theme').addEventListener('click', () => { page.theme = page.theme === 'dark' ? 'light' : 'dark'; });

  // Steps and play
  let playing = 0;
  const stop = () => {
    clearTimeout(playing);
    playing = 0;
    $('play').textContent = '\u25b6\ufe0e Play';
  };
  const step = by => {
    stop();
    seek(now + by);
  };
  const play = () => {
    if (now + 1 >= moments.length) return stop();
    const pause = Math.min(500, (moments[now + 1].at - moments[now].at) / 1000);
    playing = setTimeout(() => {
      seek(now + 1);
      play();
    }, pause);
  };
  $('slider').max = Math.max(0, moments.length - 1);
  $('slider').addEventListener('input', event => {
    stop();
    seek(Number(event.target.value));
  });
  $('prev').addEventListener('click', () => step(-1));
  $('next').addEventListener('click', () => step(1));
  $('play').addEventListener('click', () => {
    if (playing) return stop();
    if (now + 1 >= moments.length) seek(0);
    $('play').textContent = '\u25a0 Stop';
    play();
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === 'INPUT') return;
    const at = current ? entries.indexOf(current) : -1;
    const keys = {
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
      ArrowUp: () => entries[at - 1] && open(entries[at - 1]),
      ArrowDown: () => entries[at + 1] && open(entries[at + 1]),
      ' ': () => $('play').click(),
      '/': () => $('search').focus(),
      t: () => $('theme').click(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  addEventListener('resize', () => show(now));

  $('test').textContent = trace.test;
  choose(0);
  if (moments.length) {
    const first = entries.find(entry => entry.open) || entries.filter(entry => entry.failure).pop();
    if (first) {
      open(first);
    } else {
      show(moments.length - 1);
    }
  }
  document.documentElement.dataset.ready = 'true';
})();
