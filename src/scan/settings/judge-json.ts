import { parseTree, type Node } from 'jsonc-parser';
import type { Hit } from '../hit.ts';
import { lineCounter } from '../notebook.ts';
import { hostOwner, isUnused, keyOwner } from '../vocabulary.ts';
import { isOurKey, referenced, settingHit, shown, type Setting } from './setting.ts';

/**
 * A JSON settings file: .NET, Functions, development containers, LiteLLM or AutoGen lists.
 * @throws {RangeError} when it is nested too deep to be read
 */
export function judgeJsonSettings(path: string, text: string, test: boolean): readonly Hit[] {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (!tree) return [];
  const lineOf = lineCounter(text);
  const dotnet = /(?:^|\/)(?:appsettings[^/]*|secrets)\.json$/i.test(path);
  const functions = /(?:^|\/)local\.settings[^/]*\.json$/i.test(path);
  const hits: Hit[] = [];
  const visit = (node: Node, at: string): void => {
    for (const property of node.type === 'object' ? (node.children ?? []) : []) {
      const [key, value] = property.children ?? [];
      if (!key || !value) continue;
      const name = String(key.value);
      const below = at === '' ? name : `${at}.${name}`;
      if (value.type === 'string') {
        const line = lineOf(key.offset);
        const column = key.offset - text.lastIndexOf('\n', key.offset);
        const setting = { path: below, value: String(value.value), line, column };
        hits.push(...judgeSetting(setting, node, { dotnet, functions, test }));
      } else visit(value, below);
    }
    for (const item of node.type === 'array' ? (node.children ?? []) : []) {
      if (item.type !== 'string') visit(item, at);
    }
  };
  visit(tree, '');
  return hits;
}

function judgeSetting(
  setting: Setting,
  object: Node,
  file: { readonly dotnet: boolean; readonly functions: boolean; readonly test: boolean },
): readonly Hit[] {
  const { path, value } = setting;
  if (file.test && referenced(value) === undefined) return [];
  if (
    /;\s*key\s*=\s*[^;\s]/i.test(value) &&
    /endpoint\s*=/i.test(value) &&
    (hostOwner(value) === 'ours' || /openai|inference|aiservices|foundry/i.test(path))
  )
    return [
      settingHit(setting, `The connection string ${shown(path)} holds a key.`, 'dotnet-config'),
    ];
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (file.functions && keyOwner(last) === 'ours')
    return [settingHit(setting, `The settings ask for the key ${shown(last)}.`, 'environment')];
  if (isUnused(value)) return [];
  // Outside of .NET `key` is a word for many things.
  const named = file.dotnet
    ? /^(?:api_?|subscription_?|account_?)?key$/i
    : /^(?:api|subscription)_?key$/i;
  if (named.test(last) && besideAzure(object))
    return [settingHit(setting, `${shown(path)} is set to a key of Azure OpenAI.`, 'environment')];
  if (!isOurKey(setting)) return [];
  return [
    settingHit(
      setting,
      `${shown(path)} is set to a key.`,
      file.dotnet ? 'dotnet-config' : 'environment',
    ),
  ];
}

/** The same object says that it is about Azure: `"api_type": "azure"`, `"model": "azure/gpt"`, an address. */
function besideAzure(object: Node): boolean {
  return (object.children ?? []).some((property) => {
    const [key, value] = property.children ?? [];
    const text: unknown = value?.value;
    if (typeof text !== 'string') return false;
    const name = String(key?.value);
    return (
      (/^api_?type$/i.test(name) && /^azure$/i.test(text)) ||
      (name === 'model' && /^azure(?:_ai)?\//.test(text)) ||
      hostOwner(text) === 'ours'
    );
  });
}
