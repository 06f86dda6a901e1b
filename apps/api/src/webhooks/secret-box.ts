import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

const KEY_FILE = 'webhook.key';
const KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets that must be read again (a hash would not do: they sign) encrypted in the database. The key lies outside
 * of it, in the data folder or in WEBHOOK_KEY: a copy of the database alone gives no secret away.
 */
@Injectable()
export class SecretBox {
  private key: Promise<Buffer> | undefined;

  constructor(private readonly config: Config) {}

  /** @param owner the id of the row it is kept in: moved to another row it cannot be opened. */
  async seal(secret: Uint8Array, owner: string): Promise<Buffer> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, await this.readKey(), nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws when it was sealed with another key, for another owner, or was changed. */
  async open(sealed: Buffer, owner: string): Promise<Buffer> {
    const tagAt = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, await this.readKey(), sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(NONCE_BYTES, tagAt));
    return Buffer.concat([decipher.update(sealed.subarray(tagAt)), decipher.final()]);
  }

  private readKey(): Promise<Buffer> {
    if (this.config.webhookKey) return Promise.resolve(this.config.webhookKey);
    this.key ??= keyIn(this.config.dataDir).catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }
}

/** The key in the folder; made when there is none. Several processes may do so at once: one of them wins. */
async function keyIn(folder: string): Promise<Buffer> {
  const file = path.join(folder, KEY_FILE);
  const existing = await readFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (existing) return checked(existing);
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(KEY_BYTES));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Whole or not there at all, and never in the place of another one.
    await link(draft, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return checked(await readFile(file));
}

function checked(key: Buffer): Buffer {
  if (key.length !== KEY_BYTES) throw new Error(`${KEY_FILE} is damaged: expected ${KEY_BYTES} bytes`);
  return key;
}
