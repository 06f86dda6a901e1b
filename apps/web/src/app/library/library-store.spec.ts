import { TestBed } from '@angular/core/testing';
import type { Session, SessionPage } from '@reclimb/contracts';
import { AccountStore } from '../accounts/account-store';
import { SessionsApi } from '../api/sessions-api';
import { WHOLE_LIBRARY } from './library-filter';
import { LibraryStore } from './library-store';

const named = (id: string, name: string): Session =>
  ({ id, name, tags: [], createdAt: id, deletedAt: null, status: 'completed' }) as unknown as Session;
const pageOf = (...items: Session[]): SessionPage => ({ items, nextCursor: null });

describe('LibraryStore', () => {
  /** What the server will answer, in the order in which it was asked. */
  let answers: ((page: SessionPage) => void)[];
  let store: LibraryStore;

  beforeEach(async () => {
    answers = [];
    const list = () => new Promise<SessionPage>((resolve) => answers.push(resolve));
    TestBed.configureTestingModule({
      providers: [
        { provide: SessionsApi, useValue: { list } },
        { provide: AccountStore, useValue: { account: () => ({ id: 'me' }) } },
      ],
    });
    store = TestBed.inject(LibraryStore);
    const opened = store.open(WHOLE_LIBRARY);
    answers.shift()?.(pageOf(named('1', 'Before')));
    await opened;
  });
  const names = () => store.items().map(({ name }) => name);

  it('keeps what was done while the list was on its way', async () => {
    const looking = store.refresh();
    store.replace(named('1', 'Renamed'));
    answers[0]?.(pageOf(named('1', 'Before')));
    await looking;
    expect(names()).toEqual(['Renamed']);
  });

  it('takes the newer of two answers, whichever comes last', async () => {
    const looks = [store.refresh(), store.refresh()];
    answers[1]?.(pageOf(named('1', 'Newer')));
    await looks[1];
    answers[0]?.(pageOf(named('1', 'Older')));
    await looks[0];
    expect(names()).toEqual(['Newer']);
  });

  it('takes both when they come in order', async () => {
    const looks = [store.refresh(), store.refresh()];
    answers[0]?.(pageOf(named('1', 'Older')));
    await looks[0];
    answers[1]?.(pageOf(named('1', 'Newer')));
    await looks[1];
    expect(names()).toEqual(['Newer']);
  });

  it('does not bring back what was removed meanwhile', async () => {
    const looking = store.refresh();
    store.remove('1');
    answers[0]?.(pageOf(named('1', 'Before')));
    await looking;
    expect(names()).toEqual([]);
  });
});
