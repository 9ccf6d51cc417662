import { expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';
import { TERRAFORM_MODULE } from './terraform-module.ts';

const on = 'keys = true\n';
const off = 'keys = false\n';
const FAILS = ['main.tf:8 iac-keys-disabled error'];
const IS_UNKNOWN = ['main.tf:8 iac-keys-disabled unknown'];

it.each<[string, Record<string, string>, string[]]>([
  ['auto wins', { 'terraform.tfvars': off, 'prod.auto.tfvars': on }, FAILS],
  ['auto wins the other way', { 'terraform.tfvars': on, 'prod.auto.tfvars': off }, []],
  ['the later name wins', { 'b.auto.tfvars': on, 'a.auto.tfvars': off }, FAILS],
  ['JSON', { 'terraform.tfvars.json': '{"keys": true}' }, FAILS],
  [
    'JSON after the other',
    { 'terraform.tfvars': on, 'terraform.tfvars.json': '{"keys": false}' },
    [],
  ],
  ['auto in JSON', { 'prod.auto.tfvars.json': '{"keys": true}' }, FAILS],
  [
    'JSON whose text looks like an expression of ARM',
    { 'terraform.tfvars.json': '{"keys": "[false]"}' },
    FAILS,
  ],
  ['JSON that is no object', { 'terraform.tfvars.json': '[' }, IS_UNKNOWN],
])('takes variables as Terraform does: %s', async (_, files, found) => {
  expect(await findingsIn({ 'main.tf': TERRAFORM_MODULE, ...files })).toEqual(found);
});
