/**
 * Newer Bicep than the grammar knows is written in its older words before it is parsed, each at the same
 * place, so that lines and columns stay. What is lost (types, imports) no question of the scan needs.
 */
export function olderBicep(source: string): string {
  return (
    source
      // import { a } from 'x', import * as y from 'z'
      .replace(/^import\s+(?:\{[^}]{0,2000}\}|\*\s+as\s+\w+)\s+from\s+'[^'\n]*'/gm, blank)
      // var x string = 'y'
      .replace(
        /^(var[ \t]+\w+)([ \t]{1,40}[^=\s][^=\n]{0,300}?)(?=[ \t]{0,40}=)/gm,
        (_, name: string, type: string) => name + blank(type),
      )
      // param x resourceInput<'...'>.tags?
      .replace(/\bresource(?:Input|Output)?<'[^'\n]*'>(?:\.\w+|\[\*\])*\??/g, (type) =>
        'object'.padEnd(type.length),
      )
      // param x string? = 'y' and param x (a | b)[]?
      .replace(
        /^(param[ \t]+\w+[ \t]{1,40})([^=\s][^=\n]{0,300}?)(?=[ \t]{0,40}(?:=|$))/gm,
        (_, head: string, type: string) =>
          head +
          (/^[a-z]+$/.test(type) || /[{(]\s*$/.test(type)
            ? type
            : 'object'.padEnd(type.length).slice(0, type.length)),
      )
      // param x { a: string }? over several lines
      .replace(/^([ \t]*\})\?[ \t]*$/gm, '$1 ')
      // x!.y, x[0]!
      .replace(/([\w)\]])!(?=[.[\s,)\]}]|$)/gm, '$1 ')
      // x[?0]
      .replace(/\[\?/g, '[ ')
      // { ...x }: a comment that `spreadOf` reads
      .replace(/^([ \t]*)\.\.\.(?=\S)/gm, '$1//.')
  );
}

/** A parameter file assigns to parameters; the grammar reads that of variables. */
export function parametersAsVariables(source: string): string {
  return olderBicep(source.replace(/^param(\s+\w+\s*=)/gm, 'var  $1'));
}

/** What a spread that `olderBicep` made a comment puts into the object. */
export function spreadOf(comment: string): string | undefined {
  return comment.startsWith('//.') ? comment.slice(3).trim() : undefined;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
