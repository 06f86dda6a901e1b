import { TestBed } from '@angular/core/testing';
import type { Session, SessionPage, SessionQuery } from '@reclimb/contracts';
import { AccountStore } from '../accounts/account-store';
import { SessionsApi } from '../api/sessions-api';
import { type LibraryFilter, WHOLE_LIBRARY } from './library-filter';
import { LibraryStore } from './library-store';

const named = (id: string, name: string): Session =>
  ({ id, name, tags: [], createdAt: id, deletedAt: null, status: 'completed' }) as unknown as Session;
const pageOf = (...items: Session[]): SessionPage => ({ items, nextCursor: null });

describe('LibraryStore', () => {
  /** What the server will answer, in the order in which it was asked. */
  let answers: ((page: SessionPage) => void)[];
  let questions: Partial<SessionQuery>[];
  let store: LibraryStore;

  beforeEach(async () => {
    answers = [];
    questions = [];
    const list = (query: Partial<SessionQuery>) => {
      questions.push(query);
      return new Promise<SessionPage>((resolve) => answers.push(resolve));
    };
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

  describe('a session that came by another way', () => {
    const imported = { ...named('2', 'Blue slab'), createdAt: '2026-03-04T10:00:00.500Z' };
    const show = async (filter: Partial<LibraryFilter>) => {
      const opened = store.open({ ...WHOLE_LIBRARY, ...filter });
      answers.pop()?.(pageOf());
      await opened;
    };

    it('is in the whole library at once', async () => {
      expect(await store.adopt(imported)).toBeNull();
      expect(names()).toContain('Blue slab');
    });

    it('is in what is searched when the server finds it so', async () => {
      await show({ q: 'slab', from: '2026-03-01' });
      const adopting = store.adopt(imported);
      expect(questions.at(-1)).toMatchObject({
        ...{ q: 'slab', from: '2026-03-04T10:00:00.500Z', to: '2026-03-04T10:00:00.501Z' },
      });
      answers.pop()?.(pageOf(imported));
      expect(await adopting).toBeNull();
      expect(names()).toEqual(['Blue slab']);
    });

    it('is left out when the server does not find it so, when it lies on another day, and in the trash', async () => {
      await show({ q: 'roof' });
      const adopting = store.adopt(imported);
      answers.pop()?.(pageOf());
      expect(await adopting).toMatchObject({ q: 'roof' });
      await show({ to: '2026-03-01' });
      expect(await store.adopt(imported)).toMatchObject({ to: '2026-03-01' });
      await show({ trash: true });
      expect(await store.adopt(imported)).toMatchObject({ trash: true });
      expect(names()).toEqual([]);
    });
  });
});
