import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  annotationText,
  code,
  codeBlock,
  htmlCode,
  link,
  logLine,
  logLines,
  sarifText,
  text,
  urlPath,
  visible,
  withoutCommands,
} from '../../src/report/escape.ts';
import { decode, toHtml } from './gfm.ts';

/** Text made of what Markdown, HTML, GitHub and the runner give a meaning to. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '|',
          '`',
          '``',
          '\\',
          '*',
          '_',
          '~~',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '&',
          '&amp;',
          '&#64;',
        ],
        ...[
          '#',
          '#1',
          '@user',
          'GH-1',
          'o/r#1',
          '$',
          '$$',
          '^',
          '!',
          '-',
          '+',
          '1.',
          '1)',
          '=',
          '---',
        ],
        ...[
          'https://a.example',
          'www.a.example',
          'a@b.example',
          'mailto:a@b.example',
          ':tada:',
          '[^1]',
        ],
        ...[
          '<script>',
          '</td>',
          '<!--',
          '-->',
          '</details>',
          '[x](y)',
          '![x](y)',
          '```',
          '~~~',
          '| - |',
        ],
        ...[
          '\n',
          '\r\n',
          '\t',
          ' ',
          '  ',
          '\u001b[31m',
          '\u202e',
          '\u200b',
          '\u{e0041}',
          '\ud800',
          'é',
          '😀',
        ],
        ...['::error::x', '##[error]x', '%0A', '{0}', '[a](1)', 'word', 'two words', '0'],
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const line = (raw: string): string => visible(raw).replace(/\s+/g, ' ').trim();

describe('untrusted text in Markdown', () => {
  it('is shown as it is, in a paragraph, and makes nothing else', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const html = toHtml(`before ${text(raw)} after`);
        const inner = /^<p>before ?(.*?) ?after<\/p>$/s.exec(html)?.[1] ?? 'not one paragraph';
        const plain = inner.replaceAll('<span>$</span>', '$');
        expect(plain).not.toMatch(/[<>]/);
        expect(decode(plain)).toBe(line(raw));
      }),
      { numRuns: 700 },
    );
  });

  it('starts no list, heading, quote or rule at the beginning of a line', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const shown = text(raw);
        fc.pre(shown !== '');
        expect(toHtml(shown)).toMatch(/^<p>[^<]*(<span>\$<\/span>[^<]*)*<\/p>$/);
      }),
      { numRuns: 700 },
    );
  });

  it.each([
    ['a cell', (raw: string) => text(raw)],
    ['a name in a cell', (raw: string) => code(raw)],
  ])('cannot leave %s of a table', (_, escape) => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        const html = toHtml(
          `| A | B |\n| --- | --- |\n| x${escape(a)}x | ${escape(b)}x |\n| c | d |\n`,
        );
        expect(html.match(/<tr>/g)).toHaveLength(3);
        expect(html.match(/<td>/g)).toHaveLength(4);
        const tags = new Set(
          (html.match(/<\/?([a-z0-9]+)/g) ?? []).map((tag) => tag.replace(/[</]/g, '')),
        );
        for (const tag of tags) {
          expect(['table', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'code']).toContain(tag);
        }
      }),
      { numRuns: 700 },
    );
  });

  it('is shown as it is in the fixed-width face', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const html = toHtml(`x ${code(raw)} x`);
        const inner =
          /^<p>x <code>(.*)<\/code> x<\/p>$/s.exec(html)?.[1] ?? '<not one span of code>';
        const plain = inner.replaceAll('<span>$</span>', '$');
        expect(plain).not.toMatch(/[<>]/);
        expect(decode(plain)).toBe(line(raw) === '' ? '(empty)' : line(raw));
      }),
      { numRuns: 700 },
    );
  });

  it.each([
    ['gpt-4o', '`gpt-4o`'],
    ['|', '<code>&#124;</code>'],
    ['`\\', '<code>&#96;&#92;</code>'],
  ])('as a name, %s, is in back-ticks only where they cannot be closed in a cell', (raw, shown) => {
    expect(code(raw)).toBe(shown);
  });

  it('is plain text in a summary element, where Markdown is not read', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const html = `<summary>${text(raw)} ${htmlCode(raw)}</summary>`;
        expect(toHtml(html)).toBe(html);
        expect(html.replaceAll('<span>$</span>', '')).toMatch(
          /^<summary>[^<>]* <code>[^<>]*<\/code><\/summary>$/,
        );
      }),
    );
  });

  it('cannot close the fence it stands in', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const html = toHtml(`${codeBlock(raw, 'sh')}\n\nafter`);
        expect(html.match(/<pre>/g)).toHaveLength(1);
        expect(html.endsWith('<p>after</p>')).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  it.each([
    ['@contoso/owners', '@&#8203;contoso/owners'],
    ['me@contoso.com', 'me@&#8203;contoso.com'],
    ['closes #12', 'closes &#35;&#8203;12'],
    ['contoso/chat#12', 'contoso/chat&#35;&#8203;12'],
    ['GH-12 gh-12', 'GH-&#8203;12 gh-&#8203;12'],
    ['https://evil.example', 'https:&#8203;//evil.example'],
    ['www.evil.example', 'www&#8203;.evil.example'],
    [':tada:', ':&#8203;tada:'],
    // What comes after may begin with a colon.
    ['a connection named :tada', 'a connection named :&#8203;tada'],
    ['src/app.py:12', 'src/app.py:12'],
    ['$x$', '<span>$</span>x<span>$</span>'],
    ['10:30, 5 # of', '10:30, 5 # of'],
    ['1.0.0', '1.0.0'],
    ['12. item', '12&#46; item'],
    ['3) item', '3&#41; item'],
    ['1.', '1&#46;'],
    ['step 1. and 2) done', 'step 1. and 2) done'],
    ['a:1b', 'a:&#8203;1b'],
  ])('mentions nobody and links nothing: %s', (raw, escaped) => {
    expect(text(raw)).toBe(escaped);
  });

  it('links only what is an address of the web', () => {
    expect(link('x', 'javascript:alert(1)')).toBe('x');
    expect(link('x', 'not an address')).toBe('x');
    expect(link('x', 'https://a.example/(b)|c?d=1&copy;2')).toBe(
      '[x](<https://a.example/(b)%7Cc?d=1&amp;copy;2>)',
    );
    expect(link('x', 'http://a.example/')).toBe('[x](<http://a.example/>)');
    fc.assert(
      fc.property(nasty, (raw) => {
        const html = toHtml(link('label', `https://github.com/o/r/blob/x/${urlPath(raw)}`));
        expect(html).toMatch(
          /^<p><a href="https:\/\/github\.com\/o\/r\/blob\/x\/[^"<>]*">label<\/a><\/p>$/,
        );
      }),
    );
  });
});

describe('a path in an address', () => {
  it.each([
    ['src/a b.py', 'src/a%20b.py'],
    ['a#b?c/%2e', 'a%23b%3Fc/%252e'],
    ['half\ud83d', 'half%EF%BF%BD'],
  ])('names the file and nothing else: %j', (path, part) => {
    expect(urlPath(path)).toBe(part);
  });
});

describe('a block of code', () => {
  it.each([
    ['  indented\n\n', '```sh\n  indented\n```'],
    ['a ```` b', '`````sh\na ```` b\n`````'],
  ])('keeps its lines, in a fence longer than any in it: %j', (raw, shown) => {
    expect(codeBlock(raw, 'sh')).toBe(shown);
  });
});

describe('a page for a terminal', () => {
  it('holds no line that a runner would obey, and is else the same', () => {
    const page = 'a\n  ::error::forged\n::stop-commands::x\n  app ##[endgroup]\n\nb :: c\n';
    expect(withoutCommands(page)).toBe(
      'a\n  : :error::forged\n: :stop-commands::x\n  app ## [endgroup]\n\nb :: c\n',
    );
  });
});

describe('characters that cannot be seen', () => {
  it.each([
    ['\u001b[31m', '␛[31m'],
    ['a\u202eb', 'a[U+202E]b'],
    ['zero\u200bwidth', 'zero[U+200B]width'],
    ['tag\u{e0041}', 'tag[U+E0041]'],
    ['soft\u00adhyphen', 'soft[U+00AD]hyphen'],
    ['filler\u3164', 'filler[U+3164]'],
    ['c1\u0085', 'c1[U+0085]'],
    ['half\ud83d', 'half\ufffd'],
    ['line\u2028end', 'line[U+2028]end'],
    ['delete\u007f', 'delete␡'],
    ['a tab\tand a space', 'a tab  and a space'],
    ['two\r\nlines\nstay', 'two\nlines\nstay'],
  ])('are shown: %j', (raw, shown) => {
    expect(visible(raw)).toBe(shown);
  });

  it('are in no output', () => {
    const hidden =
      /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\ud800-\udfff]|(?!\n)\p{Cc}/u;
    fc.assert(
      fc.property(nasty, (raw) => {
        for (const output of [
          text(raw),
          code(raw),
          codeBlock(raw, ''),
          logLine(raw),
          annotationText(raw),
          sarifText(raw),
        ]) {
          expect(output).not.toMatch(hidden);
        }
      }),
      { numRuns: 700 },
    );
  });
});

describe('untrusted text in the log', () => {
  it('stays on its line and gives the runner no command', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const shown = logLine(raw);
        expect(shown).not.toContain('\n');
        expect(shown.trimStart().startsWith('::')).toBe(false);
        expect(shown).not.toContain('##[');
      }),
      { numRuns: 700 },
    );
  });
});

describe('a block of lines in the log', () => {
  it('keeps the indentation of steps and commands', () => {
    expect(logLines('1. Sign in: done\n     az login  --tenant t\n\nEnd')).toEqual([
      '1. Sign in: done',
      '     az login --tenant t',
      '',
      'End',
    ]);
  });

  it('gives the runner no command on any of its lines', () => {
    fc.assert(
      fc.property(fc.nat(20), nasty, (blanks, raw) => {
        for (const line of logLines(`${' '.repeat(blanks)}::error::${raw}`)) {
          expect(line).not.toMatch(/^\s*::|##\[|[\r\n]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('long text', () => {
  it('is cut', () => {
    expect(text('x'.repeat(5_000_000)).length).toBe(2000);
  });
});

describe('the length that an output may have', () => {
  it.each([
    ['a block of code', (raw: string) => codeBlock(raw, '', 10), '```\n123456789…\n```'],
    ['an annotation', (raw: string) => annotationText(raw, 10), '123456789…'],
    ['a SARIF message', (raw: string) => sarifText(raw, 10), '123456789…'],
    ['a line of the log', (raw: string) => logLine(raw, 10), '123456789…'],
  ])('is used up by %s', (_, escape, shown) => {
    expect(escape('123456789012345678901234567890')).toBe(shown);
  });
});

describe('text of a SARIF message', () => {
  it('holds neither link nor placeholder', () => {
    expect(sarifText('{12}')).toBe('{{12}}');
    expect(sarifText('see [this](1) and {0}, but {x} and a[1]')).toBe(
      'see [this] (1) and {{0}}, but {x} and a[1]',
    );
  });
});
