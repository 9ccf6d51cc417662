/**
 * Texts that a runner, a page or a terminal would obey, each with the word TAG, by which it is found again
 * in what a run shows.
 */
const TEXTS: readonly string[] = [
  'TAG\n::error::forged TAG',
  'TAG\r::add-mask::contoso',
  'TAG\n::set-output name=compliant::true\n::set-env name=PATH::TAG',
  'TAG%0A::error::TAG%0D::warning::TAG%25',
  'TAG\n##[endgroup]\n  ##[error]TAG',
  '::endgroup::TAG',
  'TAG\n   ::stop-commands::TAG',
  'TAG,file=/etc/passwd,line=1,title=x::TAG',
  'TAG</code></summary></details><script>TAG()</script>',
  '<img src=x onerror=TAG()> <details open> <h1>TAG',
  'TAG &lt;b&gt; &#60;script&#62; &amp;lt; &#x3c;i&#x3e;',
  'TAG | a | b |\n| - | - |\n| c | d |',
  'TAG \\| x \\\\| y | z',
  '@octo/TAG and @TAG, cc @octocat',
  'TAG #1 GH-1 gh-2 contoso/assistant#3 contoso/assistant@1234567',
  'TAG ` `` ``` `TAG` ````',
  'TAG\n```\n# out\n~~~\nTAG',
  '[TAG](https://evil.example/TAG) ![TAG](https://evil.example/p.png)',
  'https://evil.example/TAG www.evil.example <https://evil.example> mail@evil.example',
  '[TAG]: https://evil.example "x"\n\n[TAG] [^1]\n\n[^1]: TAG',
  '<!-- foundry-entra-gate:comment workflow=TAG job=gate matrix= --> TAG',
  '--> TAG <!--',
  '\u001b[31mTAG\u001b[2J\u001b]8;;https://evil.example\u0007',
  'TAG\u202egnp.exe\u2066\u200f',
  'TAG\ud800 \udc00\ud83d',
  'TAG ${{ secrets.TAG }} $(TAG) $E=mc^2$ $$x$$ `id`',
  'TAG\u2028::error::TAG\u2029| x |\u0085::warning::',
  '- [x] TAG',
  '# TAG',
  '> [!CAUTION]\n> TAG',
  '1. TAG\n    TAG\n===',
  '*TAG* _TAG_ ~~TAG~~ **TAG** :tada: <sub>',
  'TAG\u0000\u0008\u200b\ufeff\u{e0041}\u007f',
  '\'; rm -rf / # "TAG" \\',
  'C:\\TAG\\n\\r\\t %TAG% {0} {{1}} [TAG](1)',
  `TAG${'x'.repeat(3_000)}`,
];

/** Hands out the texts in turn, and remembers where each went. */
export class Poison {
  readonly #places = new Map<string, string>();
  #next: number;

  /** @param start other places get other texts */
  constructor(start: number) {
    this.#next = start;
  }

  /** Three of them, for a place that takes any. */
  text(place: string): string {
    const third = TEXTS.length / 3;
    const at = this.#next;
    this.#next += 1;
    return this.#put(place, [at, at + third, at + 2 * third]);
  }

  /** All of them, for the only place of its sort. */
  all(place: string): string {
    return this.#put(place, [...TEXTS.keys()]);
  }

  #put(place: string, numbers: readonly number[]): string {
    const tag = `evil${this.#places.size}x`;
    this.#places.set(tag, place);
    const texts = numbers.map((number) => TEXTS[number % TEXTS.length] ?? '');
    return texts.join('\n').replaceAll('TAG', tag);
  }

  /** One that can be the name of a file. */
  fileName(place: string): string {
    const name = this.#put(place, [this.#next++]).replace(/[/\0]/g, '_').slice(0, 60);
    // A name is UTF-8, which has no half characters.
    return name.toWellFormed();
  }

  /** One that can be the last part of a resource id, as far as the action can tell. */
  resourceName(place: string): string {
    return this.text(place)
      .replace(/[\s/?#%\\]/g, '')
      .slice(0, 60)
      .toWellFormed();
  }

  /** Places whose text is found, by its word, in what was shown. */
  foundIn(shown: string): readonly string[] {
    return [...this.#places].filter(([tag]) => shown.includes(tag)).map(([, place]) => place);
  }
}

export const POISONS = TEXTS.length;
