// What cannot wait for the app. A file of its own: the content security policy allows no inline script.

// Before the first paint, so that a chosen theme never flashes in the other one. The key is THEME_STORAGE_KEY of @reclimb/ui.
try {
  const theme = localStorage.getItem('reclimb.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('data-theme', theme);
} catch {
  // Storage is refused here: the system's setting applies.
}

// The library is the first page of most visits: its code and the answers to its first questions are on their way while the
// app itself is loaded. The build names the files (tools/preload-first-page.mjs), app/api/early-answers.ts takes the answers.
if (/^\/(library)?$/.test(location.pathname)) {
  for (const file of document.currentScript.dataset.library?.split(' ') ?? []) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: file }));
  }
  const addresses = ['/api/v1/auth/me'];
  // The list with nothing left out, as LibraryStore asks for it.
  if (location.search === '') addresses.push('/api/v1/sessions?sort=-createdAt&owner=me&limit=24');
  globalThis.reclimbEarly = new Map(
    addresses.map((address) => {
      const answer = fetch(address, { headers: { accept: 'application/json' } });
      // Whoever takes it up hears of a failure; when nobody does, it is no matter.
      answer.catch(() => {});
      return [address, answer];
    }),
  );
}
