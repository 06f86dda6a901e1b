import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for Argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and compares passwords, off the main thread. */
@Injectable()
export class Passwords {
  /** Compared against when there is no such account, so that it takes as long as when there is one. */
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS);
  }

  /** Whether the password is the one of `passwordHash`; null (no such account) is never, in the same time. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash('');
    const same = await verify(passwordHash ?? (await this.decoy), password);
    return passwordHash !== null && same;
  }
}
