import type { Hit } from '../hit.ts';
import { hostOwner, isUnused } from '../vocabulary.ts';
import { isOurKey, referenced, settingHit, shown, type Setting } from './setting.ts';

/** A Java properties file: Spring, Quarkus, LangChain4j. */
export function judgeProperties(text: string, test: boolean): readonly Hit[] {
  const settings = text.split(/\r?\n/).flatMap((line, index): Setting[] => {
    const found = /^\s*([\w.%\-[\]]+)\s*[=:]([^]*)/.exec(line);
    if (!found || /^\s*[#!]/.test(line)) return [];
    return [
      {
        path: found[1] ?? '',
        value: (found[2] ?? '').trim(),
        line: index + 1,
        column: line.search(/\S/) + 1,
      },
    ];
  });
  return judgeSpring(settings.filter(({ value }) => !test || referenced(value) !== undefined));
}

/** Settings of Java frameworks, from properties or YAML. */
export function judgeSpring(settings: readonly Setting[]): readonly Hit[] {
  const azureOpenAi = settings.some(
    ({ path, value }) => /openai\.base-?url$/i.test(path) && hostOwner(value) === 'ours',
  );
  return settings.flatMap((setting) => {
    const ours =
      isOurKey(setting) || (azureOpenAi && /(?:^|\.)openai\.api-?key$/i.test(setting.path));
    if (!ours || isUnused(setting.value)) return [];
    return [settingHit(setting, `${shown(setting.path)} is set to a key.`, 'spring')];
  });
}
