// Bytes as they are written everywhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesText } from '../../server/src/util/bytesText.js';

test('Bytes have three digits and decimal units, and never 1,000 of one', () => {
    const sizes = [0, 1, 999, 1000, 1024, 3072, 9994, 9995, 99_949, 99_950, 999_499, 999_500];
    assert.deepEqual(sizes.map(bytesText), [
        '0 bytes',
        '1 byte',
        '999 bytes',
        '1.00 kB',
        '1.02 kB',
        '3.07 kB',
        '9.99 kB',
        '10.0 kB',
        '99.9 kB',
        '100 kB',
        '999 kB',
        '1.00 MB',
    ]);
    assert.equal(bytesText(1.5e12), '1.50 TB');
});
