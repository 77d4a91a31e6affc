/** What a `<style>` element of this page must carry, or the content policy refuses it. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
