// Bytes as people read them: one rule for the hover, the command line and the preview's page.

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * `64 bytes`, `3.07 kB`, `46.9 MB`: three digits, in powers of 1,000, as disks and TensorFlow's own
 * pages count. Never `1000 kB`: what would round to it is `1.00 MB`.
 */
export function bytesText(bytes: number): string {
    let unit = 0;
    let amount = bytes;
    while (999.5 <= amount && unit < units.length - 1) {
        amount /= 1000;
        unit++;
    }
    if (unit === 0) {
        return amount === 1 ? '1 byte' : `${amount} bytes`;
    }
    const digits = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
    return `${amount.toFixed(digits)} ${units[unit] ?? ''}`;
}
