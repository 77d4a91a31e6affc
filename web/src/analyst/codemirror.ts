import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { offers, placeOf, type Schema } from './schema';
import { nonce } from '../nonce';

export interface Opened {
    view: EditorView;
    /** Marks what is wrong, each from its column to the end of its line. */
    mark: (wrong: ReadonlyArray<{ line: number; column: number; message: string; severe: boolean }>) => void;
    goTo: (line: number) => void;
}

/** An editor of a YAML file that knows what may stand where. */
export function open(parent: HTMLElement, text: string, label: string, schema: Schema | undefined, changed: (text: string) => void): Opened {
    const view = new EditorView({
        parent,
        state: EditorState.create({
            doc: text,
            extensions: [
                EditorView.cspNonce.of(nonce),
                basicSetup,
                yaml(),
                lintGutter(),
                EditorView.contentAttributes.of({ 'aria-label': label }),
                EditorView.lineWrapping,
                autocompletion({ override: [(context) => complete(context, schema)] }),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) {
                        changed(update.state.doc.toString());
                    }
                }),
                EditorView.theme({
                    '&': { fontSize: '14px', backgroundColor: '#ffffff' },
                    '.cm-scroller': { minHeight: '420px', maxHeight: '70vh', fontFamily: 'ui-monospace, "Noto Sans Mono CJK SC", monospace' },
                    '.cm-gutters': { color: '#55625f' },
                    '.cm-line .ͼm, .cm-comment': { color: '#6b4a1b' },
                }),
            ],
        }),
    });
    // What scrolls can be scrolled by keyboard.
    view.scrollDOM.tabIndex = 0;
    return {
        view,
        mark: (wrong) => {
            const { doc } = view.state;
            const diagnostics = wrong
                .filter(({ line }) => line > 0 && line <= doc.lines)
                .map(({ line, column, message, severe }): Diagnostic => {
                    const at = doc.line(line);
                    const from = Math.min(at.from + Math.max(0, column - 1), at.to);
                    return { from, to: Math.max(from, at.to), severity: severe ? 'error' : 'warning', message };
                })
                .toSorted((one, other) => one.from - other.from);
            view.dispatch(setDiagnostics(view.state, diagnostics));
        },
        goTo: (line) => {
            const { doc } = view.state;
            if (line > 0 && line <= doc.lines) {
                const at = doc.line(line);
                view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) });
            }
        },
    };
}

function complete(context: CompletionContext, schema: Schema | undefined): CompletionResult | null {
    if (schema === undefined) {
        return null;
    }
    const place = placeOf(context.state.sliceDoc(0, context.pos));
    if (!context.explicit && place.word === '') {
        return null;
    }
    const options = offers(schema, place).map(
        ({ label, isKey, info }): Completion => ({ label, type: isKey ? 'property' : 'enum', ...(info && { detail: info }), ...(isKey && { apply: `${label}: ` }) }),
    );
    return options.length === 0 ? null : { from: context.pos - place.word.length, options, validFor: /^[\w-]*$/ };
}
