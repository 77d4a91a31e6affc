import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const COMPRESSED = /\.(js|css|svg|json)$/;

/** Lays a .br beside each file, so that the server compresses nothing while somebody waits. */
function compressed(): Plugin {
    return {
        name: 'compressed',
        apply: 'build',
        writeBundle({ dir }) {
            if (dir === undefined) {
                throw new Error('the build has no folder');
            }
            for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
                if (entry.isFile() && COMPRESSED.test(entry.name)) {
                    const file = join(entry.parentPath, entry.name);
                    const content = readFileSync(file);
                    writeFileSync(
                        `${file}.br`,
                        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
                    );
                }
            }
        },
    };
}

/**
 * Writes the page twice: as it is, and as `insured.html`, which names what the pages of an insured person load first, so
 * that a phone asks for it beside the first script and not after it.
 */
function forInsured(): Plugin {
    return {
        name: 'for-insured',
        apply: 'build',
        enforce: 'post',
        generateBundle(_, bundle) {
            const page = bundle['index.html'];
            const area = Object.values(bundle)
                .filter((each) => each.type === 'chunk')
                .find(({ facadeModuleId }) => facadeModuleId?.endsWith('/insured/Insured.tsx'));
            if (page?.type !== 'asset' || area === undefined) {
                throw new Error('the build has no page, or no part for the insured');
            }
            const text = String(page.source);
            const links = [area.fileName, ...area.imports, ...(area.viteMetadata?.importedCss ?? [])]
                .filter((file) => !text.includes(file))
                .map((file) => `  <link rel="${file.endsWith('.css') ? 'stylesheet' : 'modulepreload'}" crossorigin href="/${file}">\n    `);
            this.emitFile({
                type: 'asset',
                fileName: 'insured.html',
                source: text.replace('</head>', `${links.join('')}</head>`),
            });
        },
    };
}

export default defineConfig({
    plugins: [react(), compressed(), forInsured()],
    build: {
        outDir: 'target/classes/pages',
        emptyOutDir: true,
        // A picture within a style sheet would need `data:` in the content policy.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1500,
    },
    server: {
        host: '127.0.0.1',
        proxy: { '/api': process.env.OPENYIBAO_URL ?? 'http://127.0.0.1:8080' },
    },
    test: {
        include: ['src/**/*.test.ts', 'tests/*.test.ts'],
    },
});
