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

export default defineConfig({
    plugins: [react(), compressed()],
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
