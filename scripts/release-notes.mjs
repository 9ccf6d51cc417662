// Prints the section of CHANGELOG.md for a version, without its heading: the notes of the release.
// Runs before anything is installed, so plain JavaScript without packages.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const [version = ''] = process.argv.slice(2);
const changelog = readFileSync(path.resolve(import.meta.dirname, '../CHANGELOG.md'), 'utf8');
const section = changelog
  .split(/^## /m)
  .slice(1)
  .find((text) => text.split('\n', 1)[0]?.trim() === version);
const notes = section?.slice(section.indexOf('\n') + 1).trim() ?? '';
if (notes === '') {
  console.error(`CHANGELOG.md has no section "## ${version}" with text in it.`);
  process.exit(1);
}
console.log(notes);
