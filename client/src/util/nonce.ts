// A nonce for a content security policy, from the system's source of randomness.

import { randomBytes } from 'node:crypto';

/** 128 random bits as text that may stand in an attribute. */
export function createNonce(): string {
    return randomBytes(16).toString('base64url');
}
