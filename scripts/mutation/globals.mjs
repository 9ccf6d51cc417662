import { format } from 'node:util';
import { expect } from 'expect';

export { expect };

/** Tests in the order in which they are declared: `{ id, run }`. */
export const tests = [];
const path = [];
let file = '';

/** Tests declared from now on are of this file. */
export function ofFile(name) {
  file = name;
}

export function describe(title, body) {
  path.push(title);
  body();
  path.pop();
}

export function it(title, run) {
  const name = [file, ...path, title].join(' > ');
  const twins = tests.filter((test) => test.name === name).length;
  tests.push({ id: twins === 0 ? name : `${name} (${twins + 1})`, name, run });
}

describe.each = each(describe);
it.each = each(it);

function each(declare) {
  return (rows) => (title, run) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      declare(format(title, ...values), () => run(...values));
    }
  };
}
