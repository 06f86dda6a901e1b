import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, safe in cookies, headers and URLs. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret. A plain SHA-256 is enough, as nobody guesses 256 random bits; passwords are another
 * matter and are hashed with Argon2id.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
