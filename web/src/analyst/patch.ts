import { createTwoFilesPatch } from 'diff';
import type { PackFile } from './types';

/** What was changed of the files of a pack, as a patch that `git apply` takes in the folder of the repository. */
export function patchOf(folder: string, before: readonly PackFile[], after: ReadonlyMap<string, string>): string {
    return before
        .filter(({ name, content }) => after.has(name) && after.get(name) !== content)
        .map(({ name, content }) => {
            const path = `policies/${folder}/${name}`;
            const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, content, after.get(name) ?? '', undefined, undefined, { context: 3 });
            // Git says which file it is in a line of its own.
            return `diff --git a/${path} b/${path}\n${patch.slice(patch.indexOf('--- '))}`;
        })
        .join('');
}
