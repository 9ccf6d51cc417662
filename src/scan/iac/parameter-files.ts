import { baseName, folderOf, resolvePath, type Repository } from '../repository.ts';

/** `main.parameters.json`, `main.prod.parameters.json`, `main.bicep.parameters.json`, `parameters.json`. */
export function isParameterFile(name: string, base: string): boolean {
  if (!/\.json$/i.test(name)) return false;
  if (/^(?:azuredeploy\.)?parameters\.json$/i.test(name))
    return /^(?:main|azuredeploy|template|mainTemplate)$/.test(base);
  return name.startsWith(`${base}.`) && /\.(?:parameters|params)(?:\.[\w-]+)*\.json$/i.test(name);
}

/** Values of Terraform's variables, in its own language or in JSON. */
export function isVarFile(name: string): boolean {
  return name.endsWith('.tfvars') || name.endsWith('.tfvars.json');
}

/** The template that a `.bicepparam` names, in whatever folder; found by text, as it stands before all else. */
export function templateUsedBy(
  path: string,
  repository: Repository,
  text = repository.read(path) ?? '',
): string | undefined {
  const using = /^[ \t]*using[ \t]+'([^'\n]+)'/m.exec(text)?.[1];
  return using === undefined ? undefined : resolvePath(folderOf(path), using);
}

/** The other files of a Terraform file's module, which may use what it declares. */
export function filesBeside(path: string, repository: Repository): readonly string[] {
  if (!path.endsWith('.tf')) return [];
  const folder = folderOf(path);
  return repository
    .list(folder)
    .filter((name) => name.endsWith('.tf') && name !== baseName(path))
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/**
 * The templates to which a parameter file gives values; none for any other file.
 * @param text of the file, where it is in the repository no more
 */
export function templatesGivenBy(
  path: string,
  repository: Repository,
  text?: string,
): readonly string[] {
  const folder = folderOf(path);
  const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  const name = baseName(path);
  if (name.endsWith('.bicepparam')) {
    const template = templateUsedBy(path, repository, text);
    return template !== undefined && repository.read(template) !== undefined ? [template] : [];
  }
  if (isVarFile(name)) {
    return repository
      .list(folder)
      .filter((other) => other.endsWith('.tf'))
      .map(at);
  }
  if (!name.endsWith('.json')) return [];
  return repository
    .list(folder)
    .filter(
      (other) =>
        other !== name &&
        /\.(?:bicep|json)$/.test(other) &&
        isParameterFile(name, other.replace(/\.\w+$/, '')),
    )
    .map(at);
}
