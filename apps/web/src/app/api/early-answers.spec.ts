import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AccountStore } from '../accounts/account-store';
import { WHOLE_LIBRARY } from '../library/library-filter';
import { LibraryStore } from '../library/library-store';
import { earlyAnswersInterceptor } from './early-answers';

const script = readFileSync(path.join(__dirname, '../../../public/early.js'), 'utf8');

const account = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-2f5a4c0d7f01',
  email: 'lynn@example.org',
  name: 'Lynn',
  role: 'member',
};

/** What the page's first script asks at an address, and which files it fetches, before the app is there. */
function openEarly(address: string, answer: (url: string) => { ok: boolean; json(): unknown }) {
  const { pathname, search } = new URL(address, 'https://reclimb.example');
  const files: string[] = [];
  const page = {
    location: { pathname, search },
    document: {
      currentScript: { dataset: { library: 'chunk-A.js chunk-B.js' } },
      createElement: () => ({}),
      head: { append: ({ href }: { href: string }) => files.push(href) },
    },
    fetch: (url: string) => Promise.resolve(answer(url)),
    reclimbEarly: undefined as typeof globalThis.reclimbEarly,
  };
  runInNewContext(script, page);
  globalThis.reclimbEarly = page.reclimbEarly;
  return { asked: [...(page.reclimbEarly?.keys() ?? [])], files };
}

const answers = (url: string) => ({
  ok: true,
  json: () => (url.endsWith('/me') ? account : { items: [], nextCursor: null }),
});
const refuses = () => ({ ok: false, json: () => ({}) });
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('what is asked before the app is there', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([earlyAnswersInterceptor])),
        provideHttpClientTesting(),
        provideRouter([]),
      ],
    });
  });
  afterEach(() => {
    TestBed.inject(HttpTestingController).verify();
    delete globalThis.reclimbEarly;
  });

  it.each(['/', '/library'])(
    'is what the library asks for at %s, which then asks nothing',
    async (address) => {
      const { files } = openEarly(address, answers);
      expect(files).toEqual(['chunk-A.js', 'chunk-B.js']);
      await TestBed.inject(AccountStore).ready();
      expect(TestBed.inject(AccountStore).account()).toEqual(account);
      const library = TestBed.inject(LibraryStore);
      await library.open(WHOLE_LIBRARY);
      expect(library.phase()).toBe('ready');
      expect(globalThis.reclimbEarly?.size).toBe(0);
    },
  );

  it('serves one question alone', async () => {
    openEarly('/library', answers);
    const library = TestBed.inject(LibraryStore);
    await library.open(WHOLE_LIBRARY);
    const looking = library.refresh();
    const again = TestBed.inject(HttpTestingController).expectOne(({ url }) => url === '/api/v1/sessions');
    again.flush({ items: [], nextCursor: null });
    await looking;
  });

  it('is asked again when it was refused: somebody may have logged in since', async () => {
    openEarly('/library', refuses);
    const ready = TestBed.inject(AccountStore).ready();
    await turn();
    TestBed.inject(HttpTestingController).expectOne('/api/v1/auth/me').flush(account);
    await ready;
    expect(TestBed.inject(AccountStore).account()).toEqual(account);
  });

  it('is not the whole list where the address asks for less, and nothing at all on other pages', () => {
    expect(openEarly('/library?q=slab', answers).asked).toEqual(['/api/v1/auth/me']);
    expect(openEarly('/login', answers)).toEqual({ asked: [], files: [] });
    expect(openEarly('/embed/some-token', answers)).toEqual({ asked: [], files: [] });
  });
});
