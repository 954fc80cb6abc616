'use strict';
// Shows what xterm.js makes of streams: `node xtermjs-driver.cjs <folder with node_modules>`. A line in is a stream,
// "rows cols step...", each step base64, with a comma between its feeds. After each step the terminal is described line by
// line, as Facts.java does; "=" stands for a line as it was after the step before, "." ends a step. Internals are used
// where the public API takes input in a later turn, or tells neither the kind of an underline nor a hidden cursor.

const { createRequire } = require('node:module');
const { createInterface } = require('node:readline');
const path = require('node:path');
const { Terminal } = createRequire(path.resolve(process.argv[2]) + path.sep)('@xterm/headless');

const ATTRIBUTES = [
  ['b', (c) => c.isBold()], ['d', (c) => c.isDim()], ['i', (c) => c.isItalic()], ['k', (c) => c.isBlink()],
  ['v', (c) => c.isInverse()], ['h', (c) => c.isInvisible()], ['s', (c) => c.isStrikethrough()],
  ['o', (c) => c.isOverline()],
];

function color(isDefault, isPalette, value) {
  if (isDefault) return '-';
  return isPalette ? String(value) : '#' + value.toString(16).padStart(6, '0');
}

function underline(cell) {
  if (!cell.isUnderline()) return '';
  const extended = cell.extended; // internal
  // SGR 59 leaves all bits set here.
  const hasColor = !cell.isUnderlineColorDefault() && extended.underlineColor !== 0x3ffffff;
  const ink = hasColor ? color(false, cell.isUnderlineColorPalette(), cell.getUnderlineColor()) : '';
  return 'u' + extended.underlineStyle + ink;
}

function style(cell) {
  if (cell.fg === 0 && cell.bg === 0) return '';
  const name = color(cell.isFgDefault(), cell.isFgPalette(), cell.getFgColor())
    + '/' + color(cell.isBgDefault(), cell.isBgPalette(), cell.getBgColor())
    + ATTRIBUTES.map(([letter, is]) => (is(cell) ? letter : '')).join('') + underline(cell);
  return name === '-/-' ? '' : name;
}

/** Text and styles of a row; "»" follows a wide character, and blanks and plain cells at the end are left out. */
function row(line, cols, cell) {
  let text = '';
  let styles = '';
  let last = '';
  let run = 0;
  for (let col = 0; col < cols; col++) {
    line.getCell(col, cell);
    const width = cell.getWidth();
    if (width !== 0 || cell.getChars()) text += (cell.getChars() || ' ') + (width === 2 ? '»' : '');
    const now = width === 0 ? last : style(cell);
    if (now !== last) {
      styles += run + '{' + now + '}';
      last = now;
      run = 0;
    }
    run++;
  }
  return [text.replace(/ +$/, ''), last === '' ? styles : styles + run];
}

function history(buffer) {
  let text = '';
  for (let i = 0; i < buffer.baseY; i++) {
    const next = buffer.getLine(i + 1);
    const wrapped = next.isWrapped;
    const row = buffer.getLine(i).translateToString(!wrapped);
    // A blank that a wide character left at the edge is not of the line.
    text += (wrapped && next.getCell(0).getWidth() === 2 ? row.replace(/ $/, '') : row) + (wrapped ? '' : '⏎');
  }
  return text.replace(/ +(⏎|$)/g, '$1');
}

function describe(term, title, replies, cell) {
  const buffer = term.buffer.active;
  const lines = [];
  let wraps = '';
  for (let i = 0; i < term.rows; i++) {
    const line = buffer.getLine(buffer.baseY + i);
    const [text, styles] = row(line, term.cols, cell);
    lines.push('text ' + i + ' ' + text, 'style ' + i + ' ' + styles);
    if (i > 0) wraps += line.isWrapped ? '1' : '0';
  }
  const modes = term.modes;
  const pending = buffer.cursorX >= term.cols;
  lines.push(
    'wraps ' + wraps,
    'cursor ' + buffer.cursorY + ',' + (pending ? term.cols - 1 : buffer.cursorX),
    'pending ' + (pending && modes.wraparoundMode),
    'visible ' + !term._core.coreService.isCursorHidden,
    'screen ' + buffer.type,
    'modes ' + ['applicationCursorKeysMode', 'applicationKeypadMode', 'bracketedPasteMode', 'insertMode',
      'originMode', 'wraparoundMode', 'sendFocusMode'].map((m) => (modes[m] ? '1' : '0')).join('')
      + modes.mouseTrackingMode.replace(/x10|vt200/, 'click'),
    'title ' + title,
    'replies ' + replies,
    'history ' + history(term.buffer.normal));
  return lines;
}

function judge(request) {
  const [rows, cols, ...steps] = request.split(' ');
  const term = new Terminal({
    rows: Number(rows), cols: Number(cols), scrollback: 1000, allowProposedApi: true, logLevel: 'off',
  });
  let title = '';
  let replies = '';
  term.onTitleChange((now) => { title = now; });
  term.onData((data) => { replies += data.replace(/[\x00-\x1f]/g, (c) => '^' + String.fromCharCode(64 + c.charCodeAt(0))); });
  const cell = term.buffer.active.getNullCell();
  let before = [];
  let out = '';
  for (const step of steps) {
    let now;
    try {
      for (const feed of step.split(',')) term._core.writeSync(Buffer.from(feed, 'base64'));
      now = describe(term, title, replies, cell);
    } catch (e) {
      now = before.map(() => 'threw ' + e.message);
    }
    now.forEach((line, i) => { out += (line === before[i] ? '=' : line) + '\n'; });
    out += '.\n';
    before = now;
  }
  term.dispose();
  process.stdout.write(out);
}

createInterface({ input: process.stdin }).on('line', judge);
