import { Injectable, computed, inject, signal } from '@angular/core';
import type { Account, LoginRequest, RegisterRequest, Setup } from '@reclimb/contracts';
import { AccountsApi } from '../api/accounts-api';
import { ApiError } from '../api/api-error';

/** Wait between attempts to reach a server that did not answer when the page was opened. */
const RETRY_INTERVAL_MS = 4000;

/** Who uses this page, and what the server says of accounts in general. */
@Injectable({ providedIn: 'root' })
export class AccountStore {
  readonly #api = inject(AccountsApi);
  readonly #account = signal<Account | null>(null);
  readonly #setup = signal<Setup | null>(null);
  readonly #failure = signal<ApiError | null>(null);
  #loading: Promise<void> | undefined;
  #retryNow: (() => void) | undefined;

  /** The account that is logged in, or null. */
  readonly account = this.#account.asReadonly();
  readonly isAdmin = computed(() => this.#account()?.role === 'admin');
  /** Whether the server has no account yet. False while unknown. */
  readonly setupRequired = computed(() => this.#setup()?.setupRequired ?? false);
  /** Whether strangers may make an account. False while unknown. */
  readonly registrationOpen = computed(() => this.#setup()?.registration === 'open');
  /** Why the server could not be asked; it is asked again by itself. Null when it answered. */
  readonly failure = this.#failure.asReadonly();

  /**
   * Resolves when the server has said who is logged in, or else how one gets in: at once when that is known. Waits for a
   * silent server.
   */
  ready(): Promise<void> {
    if (this.#account() || this.#setup()) return Promise.resolve();
    return (this.#loading ??= this.#load().finally(() => (this.#loading = undefined)));
  }

  /** Asks a silent server again without waiting. */
  retry(): void {
    this.#retryNow?.();
  }

  async login(request: LoginRequest): Promise<void> {
    this.#account.set(await this.#api.login(request));
  }

  async register(request: RegisterRequest): Promise<void> {
    this.#account.set(await this.#api.register(request));
    this.#setup.update((setup) => setup && { ...setup, setupRequired: false });
  }

  /** Uses up a one-time link for a new password, and logs in. */
  async resetPassword(token: string, password: string): Promise<void> {
    this.#account.set(await this.#api.resetPassword({ token, password }));
  }

  /** Asks for the deletion of the account, which can be taken back for some days. */
  async leave(password: string): Promise<void> {
    this.#account.set(await this.#api.leave(password));
  }

  /** Takes the deletion back. */
  async stay(): Promise<void> {
    await this.#api.stay();
    this.#account.update((account) => {
      if (!account) return null;
      const { deleteAfter: _, ...staying } = account;
      return staying;
    });
  }

  async logout(): Promise<void> {
    await this.#api.logout();
    this.#account.set(null);
  }

  /** Forgets who was logged in, when the server says that nobody is. */
  forget(): void {
    this.#account.set(null);
  }

  async #load(): Promise<void> {
    for (;;) {
      try {
        this.#account.set(await this.#me());
        // Whoever is logged in need not know how one gets in.
        if (!this.#account()) this.#setup.set(await this.#api.setup());
        this.#failure.set(null);
        return;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        this.#failure.set(error);
        await this.#untilRetry();
      }
    }
  }

  async #me(): Promise<Account | null> {
    try {
      return await this.#api.me();
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return null;
      throw error;
    }
  }

  #untilRetry(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_INTERVAL_MS);
      this.#retryNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
