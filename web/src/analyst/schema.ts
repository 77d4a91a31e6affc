/** A JSON Schema, as far as those of packs and cases go. */
export interface Schema {
    description?: string;
    $ref?: string;
    properties?: Record<string, Schema>;
    additionalProperties?: boolean | Schema;
    items?: Schema;
    enum?: unknown[];
    const?: unknown;
    type?: string | string[];
    anyOf?: Schema[];
    oneOf?: Schema[];
    allOf?: Schema[];
    definitions?: Record<string, Schema>;
}

/** Where in a YAML file something is written: keys, and `*` for an element of a list. */
export interface Place {
    path: string[];
    /** a key is written here, not a value */
    isKey: boolean;
    /** what is written of it so far */
    word: string;
}

interface Line {
    key: string | undefined;
    /** column of the key, or of the value where there is none */
    column: number;
    /** column of the dash before it */
    dash: number | undefined;
}

const LINE = /^( *)((?:- +)?)(?:([\w-]+|"[^"]*"):(?= |$))?/;

function read(text: string): Line {
    const [, indent = '', dash = '', key] = LINE.exec(text) ?? [];
    return { key: key?.replaceAll('"', ''), column: indent.length + dash.length, dash: dash === '' ? undefined : indent.length };
}

/** Where the end of `before` stands, which is the text of a file up to there. */
export function placeOf(before: string): Place {
    const lines = before.split('\n');
    const last = lines.pop() ?? '';
    const here = read(last);
    const path: string[] = [];
    let within = here.column;
    let sibling: number | undefined;
    if (here.dash !== undefined) {
        path.unshift('*');
        within = here.dash + 1;
        sibling = here.dash;
    }
    for (let at = lines.length - 1; at >= 0 && within > 0; at--) {
        const text = lines[at] ?? '';
        if (text.trim() === '' || text.trimStart().startsWith('#')) {
            continue;
        }
        const line = read(text);
        if (line.key !== undefined && line.column < within) {
            path.unshift(line.key);
            within = line.column;
            sibling = undefined;
        }
        if (line.dash !== undefined && line.dash < within && line.column >= within && line.dash !== sibling) {
            path.unshift('*');
            within = line.dash + 1;
            sibling = line.dash;
        }
    }
    if (here.key === undefined) {
        return { path, isKey: true, word: last.slice(here.column) };
    }
    path.push(here.key);
    return inline(path, last.slice(last.indexOf(':', here.column) + 1));
}

/** Goes into maps and lists that are written in one line: `{visit: [inpatient, `. */
function inline(path: string[], text: string): Place {
    const stack: Array<{ isMap: boolean; key: string | undefined }> = [];
    let word = '';
    let quote = '';
    for (const char of text) {
        const top = stack.at(-1);
        if (quote !== '') {
            quote = char === quote ? '' : quote;
        } else if (char === '"' || char === "'") {
            quote = char;
        } else if (char === '{' || char === '[') {
            stack.push({ isMap: char === '{', key: undefined });
            word = '';
        } else if (char === '}' || char === ']') {
            stack.pop();
            word = '';
        } else if (char === ',') {
            if (top?.isMap) {
                top.key = undefined;
            }
            word = '';
        } else if (char === ':' && top?.isMap) {
            top.key = word;
            word = '';
        } else if (char !== ' ') {
            word += char;
        }
    }
    for (const { isMap, key } of stack) {
        if (!isMap) {
            path.push('*');
        } else if (key !== undefined) {
            path.push(key);
        }
    }
    const top = stack.at(-1);
    return { path, isKey: top?.isMap === true && top.key === undefined, word };
}

/** The schemas that what stands at a path may be as. An element of a list may stand for the list. */
export function schemasAt(root: Schema, path: readonly string[]): Schema[] {
    let found = wide(root, root);
    for (const step of path) {
        found = found.flatMap((schema) => into(schema, step)).flatMap((schema) => wide(root, schema));
    }
    return found;
}

function into(schema: Schema, step: string): Schema[] {
    if (step === '*') {
        return schema.items === undefined ? [] : [schema.items];
    }
    const property = schema.properties?.[step];
    if (property !== undefined) {
        return [property];
    }
    return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

/** A schema and all that it refers to or offers. */
function wide(root: Schema, schema: Schema): Schema[] {
    const referred = schema.$ref?.startsWith('#/definitions/') ? root.definitions?.[schema.$ref.slice('#/definitions/'.length)] : undefined;
    return [schema, ...[referred, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => (each ? wide(root, each) : []))];
}

export interface Offer {
    label: string;
    isKey: boolean;
    info: string;
}

/** What may be written at a place. */
export function offers(root: Schema, { path, isKey }: Place): Offer[] {
    const schemas = schemasAt(root, path);
    const all = isKey
        ? schemas.flatMap((schema) =>
              Object.entries(schema.properties ?? {}).map(([label, of]) => ({
                  label,
                  isKey: true,
                  info: of.description ?? wide(root, of).find(({ description }) => description)?.description ?? '',
              })),
          )
        : [...schemas, ...schemas.flatMap((schema) => (schema.items ? wide(root, schema.items) : []))].flatMap((schema) =>
              [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const]), ...(schema.type === 'boolean' ? [true, false] : [])].map((value) => ({
                  label: String(value),
                  isKey: false,
                  info: schema.description ?? '',
              })),
          );
    return [...new Map(all.map((each) => [each.label, each])).values()];
}
