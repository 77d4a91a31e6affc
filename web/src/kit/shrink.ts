/** The longer side of a photo that is sent, in pixels: enough to read an invoice of a whole page. */
export const MOST_PIXELS = 2000;

/** The size of an image whose longer side is at most `most`, in the same shape; a smaller one stays as it is. */
export function fit(width: number, height: number, most: number): { width: number; height: number } {
    const longer = Math.max(width, height);
    if (longer <= most) {
        return { width, height };
    }
    return { width: Math.max(1, Math.round((width * most) / longer)), height: Math.max(1, Math.round((height * most) / longer)) };
}
