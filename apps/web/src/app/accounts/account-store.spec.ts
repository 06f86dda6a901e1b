import { TestBed } from '@angular/core/testing';
import type { Account, Setup } from '@reclimb/contracts';
import { AccountsApi } from '../api/accounts-api';
import { ApiError } from '../api/api-error';
import { AccountStore } from './account-store';

const account: Account = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-2f5a4c0d7f01',
  email: 'lynn@example.org',
  name: 'Lynn',
  role: 'member',
};

/** A server that strangers may join, and what it was asked. */
class OpenServer implements Pick<AccountsApi, 'setup' | 'me' | 'logout'> {
  readonly asked: string[] = [];
  constructor(private loggedIn: boolean) {}
  me(): Promise<Account> {
    this.asked.push('me');
    return this.loggedIn
      ? Promise.resolve(account)
      : Promise.reject(new ApiError('unauthenticated', 'Nobody is logged in', 401));
  }
  setup(): Promise<Setup> {
    this.asked.push('setup');
    return Promise.resolve({ setupRequired: false, registration: 'open' });
  }
  logout(): Promise<void> {
    this.loggedIn = false;
    return Promise.resolve();
  }
}

function opened(server: OpenServer): AccountStore {
  TestBed.configureTestingModule({ providers: [{ provide: AccountsApi, useValue: server }] });
  return TestBed.inject(AccountStore);
}

describe('AccountStore', () => {
  it('asks once who is logged in, and nothing else', async () => {
    const server = new OpenServer(true);
    const store = opened(server);
    await Promise.all([store.ready(), store.ready()]);
    await store.ready();
    expect(store.account()).toEqual(account);
    expect(server.asked).toEqual(['me']);
  });

  it('asks how one gets in when nobody is logged in', async () => {
    const server = new OpenServer(false);
    const store = opened(server);
    await store.ready();
    await store.ready();
    expect(store.account()).toBeNull();
    expect(store.registrationOpen()).toBe(true);
    expect(server.asked).toEqual(['me', 'setup']);
  });

  it('knows how one gets in after a logout', async () => {
    const store = opened(new OpenServer(true));
    await store.ready();
    await store.logout();
    await store.ready();
    expect(store.account()).toBeNull();
    expect(store.registrationOpen()).toBe(true);
  });
});
