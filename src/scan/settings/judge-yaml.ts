import { onePerLine, type Hit } from '../hit.ts';
import { hostOwner, isUnused, keyOwner } from '../vocabulary.ts';
import { isOurKey, referenced, settingHit, shown, type Setting } from './setting.ts';
import { readYaml, type YamlMap } from './read-yaml.ts';
import { judgeWorkflow } from './judge-workflow.ts';
import { scriptsIn, type ShellBlock } from './scripts-in-yaml.ts';

/** Steps of Azure Pipelines and GitLab, and hooks of `azure.yaml`. */
const SCRIPTS =
  /^(?:run|inlineScript|inline|script|before_script|after_script|bash|pwsh|powershell)$/;

/** A YAML file: workflow, LiteLLM, Spring, compose, Kubernetes, a connection of `az ml`. */
export function judgeYaml(
  path: string,
  text: string,
): { readonly hits: readonly Hit[]; readonly blocks: readonly ShellBlock[] } {
  const yaml = readYaml(text);
  if (/(?:^|\/)\.github\/workflows\/[^/]+$|(?:^|\/)action\.ya?ml$/.test(path))
    return judgeWorkflow(yaml, text);
  const hits = [
    ...yaml.maps.flatMap((map) => judgeMap(map)),
    ...yaml.settings.flatMap((setting) => judgeSetting(setting, path)),
  ];
  return { hits: onePerLine(hits), blocks: scriptsIn(yaml, text.split('\n'), SCRIPTS) };
}

function judgeMap(map: YamlMap): readonly Hit[] {
  const of = (...names: readonly string[]): Setting | undefined =>
    names.flatMap((name) => map.settings.get(name) ?? [])[0];
  const key = of('api_key', 'apiKey', 'api-key', 'key');
  const type = of('type', 'api_type', 'apiType')?.value ?? '';
  if (key && !isUnused(key.value)) {
    if (isConnection(type, map) && !/token/i.test(of('auth_mode')?.value ?? ''))
      return [settingHit(key, `The connection of type ${type} holds a key.`, 'connection')];
    if (/^azure(?:_ai|_text)?\//.test(of('model')?.value ?? ''))
      return [settingHit(key, 'LiteLLM is given a key for a model of Azure.', 'litellm')];
    const azure =
      /^azure(?:_?openai)?$/i.test(type) ||
      [...map.settings.values()].some(({ value }) => hostOwner(value) === 'ours');
    if (azure && keyOwner(referenced(key.value) ?? '') !== 'other')
      return [
        settingHit(key, `${shown(key.path)} is set to a key of Azure OpenAI.`, 'environment'),
      ];
  }
  // Kubernetes and Container Apps: - name: AZURE_OPENAI_API_KEY, value or valueFrom beside it.
  const name = map.settings.get('name');
  if (name && keyOwner(name.value) === 'ours' && /env|secrets?$/i.test(map.path))
    return [
      settingHit(name, `The key ${shown(name.value)} is put into the environment.`, 'environment'),
    ];
  return [];
}

/** Other tools have a section of type `azure_ai_search` too, and a search service has keys of its own. */
function isConnection(type: string, map: YamlMap): boolean {
  return (
    /^(?:aiservices|ai_services|azure_ai_services|azure_open_ai|azure_content_safety|azure_ai_inference)$/i.test(
      type,
    ) ||
    (/^azure_ai_search$/i.test(type) && map.path === '')
  );
}

function judgeSetting(setting: Setting, file: string): readonly Hit[] {
  const pair = /^([A-Za-z_]\w*)=(.*)$/.exec(setting.value);
  if (pair && keyOwner(pair[1] ?? '') === 'ours' && !isUnused(pair[2] ?? ''))
    return [
      settingHit(setting, `The key ${pair[1] ?? ''} is put into the environment.`, 'environment'),
    ];
  if (/(?:^|\/)azure\.ya?ml$/.test(file) && keyOwner(setting.value) === 'ours')
    return [
      settingHit(setting, `The pipeline is given the key ${shown(setting.value)}.`, 'environment'),
    ];
  if (!isOurKey(setting) || isUnused(setting.value)) return [];
  const spring = /(?:^|\.)(?:spring|quarkus|langchain4j)\./.test(setting.path);
  return [
    settingHit(
      setting,
      `${shown(setting.path)} is set to a key.`,
      spring ? 'spring' : 'environment',
    ),
  ];
}
