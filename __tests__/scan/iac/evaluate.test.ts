import { describe, expect, it } from '@jest/globals';
import { armExpression } from '../../../src/scan/iac/arm-expression.ts';
import { Evaluator, known, type Given, type Value } from '../../../src/scan/iac/evaluate.ts';
import { readBicep } from '../../../src/scan/iac/read-bicep.ts';
import { readTerraform } from '../../../src/scan/iac/read-terraform.ts';
import type { Template } from '../../../src/scan/iac/template.ts';

const GIVEN: Given = { values: new Map(), by: 'file' };
const NOWHERE = { line: 1, column: 1, endLine: 1 };

function shown(value: Value): unknown {
  if (value.kind === 'known') return value.value;
  if (value.kind === 'unknown') return `unknown: ${value.names.join(', ')}`;
  return value.kind;
}

const PARAMETERS = `
param yes bool = true
param no bool = false
param env string = 'prod'
param nothing string?
param required bool
param settings object = { off: true, nested: { off: false } }
`;

describe('a Bicep expression', () => {
  it.each([
    ['true', true],
    ['!yes', false],
    ['!no', true],
    ['yes && no', false],
    ['yes || required', true],
    ['no && required', false],
    ["env == 'prod'", true],
    ["env != 'prod' ? yes : no", false],
    ["env == 'prod' ? settings.off : settings.nested.off", true],
    ['settings.nested.off ?? true', false],
    ['settings.?missing ?? true', true],
    ['no ? true : settings.missing ?? false', false],
    ['!settings.nested.off', true],
    ['!no && settings.off', true],
    ["settings['off']", true],
    ['empty(settings.?missing)', true],
    ["contains(settings, 'off')", true],
    ["toLower(env) == 'prod'", true],
    ["'${env}-x' == 'prod-x'", true],
    ['bool(string(yes))', true],
    ['required', 'unknown: required'],
    ['!required', 'unknown: required'],
    ['required ? true : false', 'unknown: required'],
    ['required ? true : true', true],
    ['uniqueString(env)', 'unknown: env'],
    ['(yes ? no : yes) || no', false],
  ])('%s comes to %j', async (expression, result) => {
    const template = await readBicep('main.bicep', `${PARAMETERS}\nvar it = ${expression}\n`);
    expect(shown(new Evaluator(template, GIVEN).evaluate(template.variables.get('it')))).toBe(
      result,
    );
  });

  it('takes what it is given before its default', async () => {
    const template = await readBicep('main.bicep', `${PARAMETERS}\nvar it = !yes\n`);
    const given: Given = { values: new Map([['yes', known(false)]]), by: 'file' };
    expect(shown(new Evaluator(template, given).evaluate(template.variables.get('it')))).toBe(true);
  });

  it('that is bound to itself is unknown', async () => {
    const template = await readBicep('main.bicep', 'var a = b\nvar b = a\n');
    expect(shown(new Evaluator(template, GIVEN).evaluate(template.variables.get('a')))).toBe(
      'unknown: ',
    );
  });
});

describe('a Terraform expression', () => {
  it.each([
    ['!var.on', false],
    ['var.env == "prod" ? false : true', false],
    ['coalesce(null, var.on)', true],
    ['try(var.on, false)', true],
    ['lookup(local.map, "a", false)', true],
    ['local.map.a', true],
    ['local.map["b"]', false],
    ['merge({ a = false }, { a = true }).a', true],
    ['var.required', 'unknown: required'],
    ['tobool("true")', true],
    ['"${var.env}"', 'prod'],
  ])('%s comes to %j', async (expression, result) => {
    const template = await readTerraform(
      'main.tf',
      `variable "on" { default = true }
variable "env" { default = "prod" }
variable "required" {}
locals {
  map = { a = true, b = false }
  it  = ${expression}
}`,
    );
    expect(shown(new Evaluator(template, GIVEN).evaluate(template.variables.get('it')))).toBe(
      result,
    );
  });
});

describe('an ARM expression', () => {
  const template: Template = {
    language: 'arm',
    parameters: new Map([
      ['on', { kind: 'literal', value: true, span: NOWHERE }],
      ['required', undefined],
    ]),
    variables: new Map([
      [
        'settings',
        {
          kind: 'object',
          entries: [
            { key: 'off', value: { kind: 'literal', value: true, span: NOWHERE }, span: NOWHERE },
          ],
          spread: [],
          span: NOWHERE,
        },
      ],
    ]),
    resources: [],
    modules: [],
    loose: [],
    unread: [],
  };

  it.each([
    ['plain', 'plain'],
    ['[[not an expression]', '[[not an expression]'],
    ["[parameters('on')]", true],
    ["[not(parameters('on'))]", false],
    ["[if(equals('a', 'a'), true(), false())]", true],
    ["[variables('settings').off]", true],
    ["[variables('settings')['off']]", true],
    ["[and(parameters('on'), not(false()))]", true],
    ["[coalesce(null(), parameters('on'))]", true],
    ["[parameters('required')]", 'unknown: required'],
    ["[equals('it''s', 'it''s')]", true],
    ['[', '['],
    ['[not(]', 'unknown: '],
  ])('%s comes to %j', (text, result) => {
    expect(shown(new Evaluator(template, GIVEN).evaluate(armExpression(text, NOWHERE)))).toBe(
      result,
    );
  });
});
