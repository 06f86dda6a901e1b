import { TestBed } from '@angular/core/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { provideRouter } from '@angular/router';
import type { Session, SessionPage, SessionQuery } from '@reclimb/contracts';
import { ApiError } from '../api/api-error';
import { type BulkAction, SessionsApi } from '../api/sessions-api';
import { settled } from '../testing/settled';
import { Library } from './library';

/** The first test compiles every component of the page, which takes a busy machine longer than Jest's five seconds. */
jest.setTimeout(30_000);

/** jsdom lays nothing out, so nothing ever comes near the window; pages are asked for by the button here. */
class NothingInSight {
  observe(): void {}
  disconnect(): void {}
}

const idOf = (index: number): string => `4e9a4c1e-6c5f-4d5e-9a55-${String(index).padStart(12, '0')}`;

function session(index: number, changes: Partial<Session> = {}): Session {
  const time = new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString();
  return {
    id: idOf(index),
    name: `Attempt ${index}`,
    description: '',
    status: 'completed',
    createdAt: time,
    updatedAt: time,
    duration: 12.5,
    frameCount: 375,
    skeleton: 'coco17',
    model: 'MoveNet Lightning',
    imageWidth: 1280,
    imageHeight: 720,
    video: null,
    thumbnailUrl: null,
    videoFilePath: null,
    owner: { id: idOf(9000), name: 'Lynn' },
    tags: [],
    pinned: false,
    deletedAt: null,
    interrupted: false,
    ...changes,
  };
}

/** A server that pages as the real one does: by a cursor, newest first. */
class FakeSessions implements Pick<SessionsApi, 'list' | 'patch' | 'bulk'> {
  failing = false;
  trash: Session[] = [];
  constructor(public sessions: Session[]) {}

  list({ cursor, limit = 24, q = '', deleted = false }: Partial<SessionQuery>): Promise<SessionPage> {
    if (this.failing) return Promise.reject(new ApiError('unreachable', 'No answer.', 0));
    const found = (deleted ? this.trash : this.sessions).filter(({ name }) =>
      name.toLowerCase().includes(q.toLowerCase()),
    );
    const from = Number(cursor ?? 0);
    const nextCursor = from + limit < found.length ? String(from + limit) : null;
    return Promise.resolve({ items: found.slice(from, from + limit), nextCursor });
  }
  patch(id: string, { name }: { name?: string }): Promise<Session> {
    this.sessions = this.sessions.map((item) => (item.id === id && name ? { ...item, name } : item));
    return Promise.resolve(this.sessions.find((item) => item.id === id) as Session);
  }
  bulk(action: BulkAction, ids: readonly string[], tags: readonly string[] = []): Promise<void> {
    const chosen = (item: Session): boolean => ids.includes(item.id);
    if (action === 'delete') {
      const deletedAt = new Date(0).toISOString();
      this.trash.push(...this.sessions.filter(chosen).map((item) => ({ ...item, deletedAt })));
    } else if (action === 'restore') {
      this.sessions.push(...this.trash.filter(chosen).map((item) => ({ ...item, deletedAt: null })));
    }
    if (action === 'delete') this.sessions = this.sessions.filter((item) => !chosen(item));
    if (action === 'restore' || action === 'purge') this.trash = this.trash.filter((item) => !chosen(item));
    this.sessions = this.sessions.map((item) => (chosen(item) ? changed(item, action, tags) : item));
    return Promise.resolve();
  }
}

function changed(item: Session, action: BulkAction, tags: readonly string[]): Session {
  if (action === 'tag') return { ...item, tags: [...item.tags, ...tags] };
  if (action === 'untag') return { ...item, tags: item.tags.filter((tag) => !tags.includes(tag)) };
  return action === 'pin' || action === 'unpin' ? { ...item, pinned: action === 'pin' } : item;
}

async function open(server: FakeSessions) {
  globalThis.IntersectionObserver = NothingInSight as unknown as typeof IntersectionObserver;
  TestBed.configureTestingModule({
    providers: [
      { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      provideRouter([]),
      { provide: SessionsApi, useValue: server },
    ],
  });
  const fixture = TestBed.createComponent(Library);
  const loader = TestbedHarnessEnvironment.loader(fixture);
  const page = TestbedHarnessEnvironment.documentRootLoader(fixture);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const names = (): (string | undefined)[] =>
    [...element.querySelectorAll('[data-testid=card-open]')].map((link) => link.textContent?.trim());
  const choose = async (name: string, item: RegExp): Promise<void> => {
    const menus = await loader.getAllHarnesses(MatMenuHarness.with({ selector: '[data-testid=card-menu]' }));
    const index = names().indexOf(name);
    await menus[index]?.open();
    await menus[index]?.clickItem({ text: item });
  };
  const press = async (text: RegExp): Promise<void> => {
    await (await page.getHarness(MatButtonHarness.with({ text }))).click();
    await settled(fixture);
  };
  return { fixture, loader, page, element, names, choose, press };
}

const attempts = (count: number): Session[] => Array.from({ length: count }, (_, index) => session(index));

describe('Library', () => {
  it('shows recordings newest first and the older ones on demand, each once', async () => {
    const { names, press, element } = await open(new FakeSessions(attempts(30)));
    expect(names()).toHaveLength(24);
    expect(names()[0]).toBe('Attempt 0');
    await press(/load more/i);
    expect(names()).toEqual(attempts(30).map(({ name }) => name));
    expect(element.querySelector('[data-testid=load-more]')).toBeNull();
  });

  it('teaches the first recording and offers the demo to a newcomer', async () => {
    const { element } = await open(new FakeSessions([]));
    expect(element.querySelector('[data-testid=record-first]')?.getAttribute('href')).toBe('/studio');
    expect(element.querySelector('[data-testid=open-demo]')).not.toBeNull();
  });

  it('says that it could not load, and loads when asked again', async () => {
    const server = new FakeSessions(attempts(2));
    server.failing = true;
    const { element, names, press } = await open(server);
    expect(element.querySelector('[data-testid=library-failed]')?.textContent).toContain('No answer.');
    server.failing = false;
    await press(/try again/i);
    expect(names()).toEqual(['Attempt 0', 'Attempt 1']);
  });

  it('deletes at once, into the trash, and takes it back', async () => {
    const server = new FakeSessions(attempts(3));
    const { fixture, choose, press, names } = await open(server);
    await choose('Attempt 1', /delete/i);
    await settled(fixture);
    expect(names()).toEqual(['Attempt 0', 'Attempt 2']);
    expect(server.trash.map(({ name }) => name)).toEqual(['Attempt 1']);
    await press(/undo/i);
    expect(names()).toEqual(['Attempt 0', 'Attempt 1', 'Attempt 2']);
    expect(server.trash).toEqual([]);
  });

  it('selects by click, Shift and Ctrl+A, acts on all that is selected, and lets go on Escape', async () => {
    const server = new FakeSessions(attempts(5));
    const { fixture, element, names, press } = await open(server);
    const card = (index: number) =>
      element.querySelectorAll<HTMLElement>('[data-testid=session-card]')[index] as HTMLElement;
    const click = async (index: number, init: MouseEventInit = {}): Promise<void> => {
      const link = card(index).querySelector('[data-testid=card-open]') as HTMLElement;
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
      await settled(fixture);
    };
    const key = async (init: KeyboardEventInit): Promise<void> => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
      await settled(fixture);
    };
    const selected = (): string[] =>
      names().filter((_, index) => card(index).classList.contains('selected')) as string[];

    (card(1).querySelector('[data-testid=card-select] input') as HTMLElement).click();
    await settled(fixture);
    expect(selected()).toEqual(['Attempt 1']);
    await click(3, { shiftKey: true });
    expect(selected()).toEqual(['Attempt 1', 'Attempt 2', 'Attempt 3']);
    await click(2);
    expect(selected()).toEqual(['Attempt 1', 'Attempt 3']);
    await key({ key: 'Escape' });
    expect(selected()).toEqual([]);
    await key({ key: 'a', ctrlKey: true });
    expect(selected()).toHaveLength(5);
    await click(0);
    await press(/^delete$/i);
    expect(names()).toEqual(['Attempt 0']);
    expect(selected()).toEqual([]);
    await press(/undo/i);
    expect(names()).toEqual(attempts(5).map(({ name }) => name));
  });

  it('pins and unpins from the card', async () => {
    const { fixture, choose, element } = await open(new FakeSessions(attempts(1)));
    await choose('Attempt 0', /^pin$/i);
    await settled(fixture);
    expect(element.querySelector('[data-testid=card-pinned]')).not.toBeNull();
    await choose('Attempt 0', /unpin/i);
    await settled(fixture);
    expect(element.querySelector('[data-testid=card-pinned]')).toBeNull();
  });

  it('asks the server for what the address says', async () => {
    const server = new FakeSessions(attempts(1));
    const list = jest.spyOn(server, 'list');
    const { fixture } = await open(server);
    for (const [name, value] of [
      ['tag', 'project'],
      ['status', 'failed'],
      ['sort', '-duration'],
      ['pinned', 'true'],
    ]) {
      fixture.componentRef.setInput(name as string, value);
    }
    await settled(fixture);
    expect(list.mock.lastCall?.[0]).toMatchObject({
      tag: 'project',
      status: 'failed',
      sort: '-duration',
      pinned: true,
      owner: 'me',
    });
  });

  it('shows the trash apart, gives back from it, and removes for good only after a question', async () => {
    const server = new FakeSessions(attempts(3));
    await server.bulk('delete', [session(0).id, session(1).id]);
    const { fixture, choose, press, names, element } = await open(server);
    expect(names()).toEqual(['Attempt 2']);
    fixture.componentRef.setInput('trash', 'true');
    await settled(fixture);
    expect(names()).toEqual(['Attempt 0', 'Attempt 1']);

    await choose('Attempt 0', /restore/i);
    await settled(fixture);
    expect(names()).toEqual(['Attempt 1']);
    await choose('Attempt 1', /for good/i);
    await press(/cancel/i);
    expect(names()).toEqual(['Attempt 1']);
    await choose('Attempt 1', /for good/i);
    await press(/delete for good/i);
    expect(server.trash).toEqual([]);
    expect(element.querySelector('[data-testid=trash-empty]')).not.toBeNull();
  });

  it('renames where the recording stands', async () => {
    const { fixture, choose, names, element } = await open(new FakeSessions(attempts(2)));
    const type = async (text: string, key: string): Promise<void> => {
      await choose('Attempt 1', /rename/i);
      await settled(fixture);
      const field = element.querySelector('[data-testid=name-field]') as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await settled(fixture);
    };
    await type('Forget it', 'Escape');
    expect(names()).toEqual(['Attempt 0', 'Attempt 1']);
    await type('  Blue 6B  ', 'Enter');
    expect(names()).toEqual(['Attempt 0', 'Blue 6B']);
  });

  it('tells failed, interrupted, live and processing recordings from good ones', async () => {
    const { element } = await open(
      new FakeSessions([
        session(0, { status: 'recording' }),
        session(1, { status: 'processing' }),
        session(2, { status: 'failed', failureReason: 'The file ends too early.' }),
        session(3, { interrupted: true }),
        session(4),
      ]),
    );
    const chips = [...element.querySelectorAll('rc-session-status')].map((chip) => chip.textContent?.trim());
    expect(chips).toEqual(['Recording', 'Processing', 'Failed', 'Interrupted', '']);
    expect(element.querySelector('[data-testid=status-failed]')?.getAttribute('title')).toBe(
      'The file ends too early.',
    );
  });

  it('offers no replay of a recording without a frame', async () => {
    const { element } = await open(new FakeSessions([session(0, { frameCount: 0 })]));
    expect(element.querySelector('[data-testid=card-replay]')).toBeNull();
  });
});
