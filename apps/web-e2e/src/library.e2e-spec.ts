import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.js';
import { expect, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

/** Records sessions without a picture over REST, oldest first; answers their ids. */
async function recordAll(
  page: Page,
  sessions: readonly { name: string; tags?: string[] }[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, tags = [] } of sessions) {
    const sessionId = randomUUID();
    const start = {
      sessionId,
      name,
      tags,
      skeleton: 'coco17',
      model: 'test',
      imageWidth: 640,
      imageHeight: 480,
    };
    expect((await page.request.post('/api/v1/sessions', { data: start })).status()).toBe(201);
    const frames = Array.from({ length: 30 }, (_, frameNumber) => ({
      frameNumber,
      timestamp: frameNumber / 30,
      poses: [
        {
          score: 0.9,
          keypoints: Array.from({ length: 17 }, (_point, i) => [0.3 + i / 50, 0.2 + i / 25, 0.9]),
        },
      ],
    }));
    await page.request.post(`/api/v1/sessions/${sessionId}/frames`, { data: frames });
    await page.request.post(`/api/v1/sessions/${sessionId}/finish`, {
      data: { frameCount: frames.length, videoBytes: 0 },
    });
    ids.push(sessionId);
  }
  return ids;
}

const names = (page: Page) => page.getByTestId('card-open');
const card = (page: Page, name: string) => page.getByTestId('session-card').filter({ hasText: name });

test.beforeEach(async ({ climber }) => {
  // Whatever others have left in the library and in the trash.
  for (const deleted of [false, true]) {
    const page = (await (
      await climber.request.get(`/api/v1/sessions?limit=100&deleted=${deleted}`)
    ).json()) as { items: { id: string }[]; nextCursor: string | null };
    expect(page.nextCursor).toBeNull();
    const ids = page.items.map(({ id }) => id);
    if (ids.length === 0) continue;
    const purged = await climber.request.post('/api/v1/sessions/bulk', { data: { action: 'purge', ids } });
    expect(purged.ok(), await purged.text()).toBe(true);
  }
  await recordAll(climber, [
    { name: 'Blue slab', tags: ['project'] },
    { name: 'Red roof' },
    { name: 'Blue arete' },
    { name: 'Green crack' },
  ]);
});

test('what is searched, filtered and sorted stands in the address, and a reload shows the same', async ({
  climber,
}) => {
  await climber.goto('/library');
  await expect(names(climber)).toHaveText(['Green crack', 'Blue arete', 'Red roof', 'Blue slab']);
  await climber.getByTestId('search').pressSequentially('blue ');
  await expect(names(climber)).toHaveText(['Blue arete', 'Blue slab']);
  await climber.getByTestId('search').pressSequentially('s');
  await expect(climber.getByTestId('search')).toHaveValue('blue s');
  await expect(names(climber)).toHaveText(['Blue slab']);
  await expect(climber).toHaveURL(/[?&]q=blue(%20|\+)s(&|$)/);
  await climber.getByTestId('search').fill('blue');
  await climber.getByTestId('sort').click();
  await climber.getByTestId('sort-name').click();
  await expect(climber).toHaveURL(/sort=name/);
  await climber.reload();
  await expect(names(climber)).toHaveText(['Blue arete', 'Blue slab']);
  await expect(climber.getByTestId('search')).toHaveValue('blue');
  await climber.getByTestId('filter-tag').click();
  await climber.getByTestId('filter-tag-project').click();
  await expect(names(climber)).toHaveText(['Blue slab']);
  await climber.getByTestId('filter-clear').click();
  await expect(names(climber)).toHaveText(['Blue arete', 'Blue slab', 'Green crack', 'Red roof']);
});

test('many are selected and deleted at once, and Undo brings them back', async ({ climber }) => {
  await climber.goto('/library');
  await expect(names(climber)).toHaveCount(4);
  await card(climber, 'Blue arete').hover();
  await card(climber, 'Blue arete').getByTestId('card-select').click();
  await card(climber, 'Blue slab')
    .getByTestId('card-open')
    .click({ modifiers: ['Shift'] });
  await expect(climber.getByTestId('selection-count')).toHaveText('3 selected');
  await card(climber, 'Red roof').click();
  await expect(climber.getByTestId('selection-count')).toHaveText('2 selected');
  await climber.getByTestId('selection-delete').click();
  await expect(names(climber)).toHaveText(['Green crack', 'Red roof']);
  await climber.getByRole('button', { name: 'Undo' }).click();
  await expect(names(climber)).toHaveText(['Green crack', 'Blue arete', 'Red roof', 'Blue slab']);

  await climber.keyboard.press('Control+a');
  await expect(climber.getByTestId('selection-count')).toHaveText('4 selected');
  await climber.keyboard.press('Escape');
  await expect(climber.getByTestId('selection-bar')).toBeHidden();

  await climber.keyboard.press('Control+a');
  await climber.getByTestId('selection-tag').click();
  await climber.getByTestId('tag-input').fill('gym');
  await climber.getByTestId('tag-input').press('Enter');
  await climber.getByTestId('tags-done').click();
  await expect(climber.getByTestId('card-tags').filter({ hasText: 'gym' })).toHaveCount(4);
});

test('what was deleted waits in the trash until it is restored', async ({ climber }) => {
  await climber.goto('/library');
  await expect(names(climber)).toHaveCount(4);
  await climber.keyboard.press('Control+a');
  await climber.keyboard.press('Delete');
  await expect(climber.getByTestId('library-empty')).toBeVisible();
  await climber.goto('/library?trash=true');
  await expect(names(climber)).toHaveCount(4);
  await climber.keyboard.press('Control+a');
  await climber.getByTestId('selection-restore').click();
  await expect(climber.getByTestId('trash-empty')).toBeVisible();
  await climber.goto('/library');
  await expect(names(climber)).toHaveCount(4);
});

test('a pointer over a card plays its skeleton; a name is changed where it stands', async ({ climber }) => {
  await climber.goto('/library');
  await card(climber, 'Red roof').hover();
  const preview = card(climber, 'Red roof').getByTestId('hover-preview');
  await expect(preview.locator('canvas')).toHaveAttribute('data-frame', /^\d+$/);
  const shown = await preview.locator('canvas').getAttribute('data-frame');
  await expect(preview.locator('canvas')).not.toHaveAttribute('data-frame', shown ?? '');
  await climber.mouse.move(0, 0);
  await expect(preview).toBeHidden();

  await card(climber, 'Red roof').getByTestId('card-menu').click();
  await climber.getByTestId('card-rename').click();
  await climber.getByTestId('name-field').fill('Red roof, sent');
  await climber.getByTestId('name-field').press('Enter');
  await expect(names(climber)).toHaveText(['Green crack', 'Blue arete', 'Red roof, sent', 'Blue slab']);
  await climber.reload();
  await expect(names(climber)).toHaveText(['Green crack', 'Blue arete', 'Red roof, sent', 'Blue slab']);
});

test('a zip export comes back: chosen, dropped, and refused with what is wrong with it', async ({
  climber,
}) => {
  const { items } = (await (await climber.request.get('/api/v1/sessions?q=roof')).json()) as {
    items: { id: string }[];
  };
  const archive = await climber.request.get(`/api/v1/sessions/${items[0]?.id}/export?format=zip`);
  const buffer = await archive.body();
  const zip = (name: string, content: Buffer) => ({ name, mimeType: 'application/zip', buffer: content });

  await climber.goto('/library');
  await climber.getByTestId('import-file').setInputFiles(zip('roof.zip', buffer));
  await expect(climber.getByTestId('session-name')).toHaveText('Red roof');
  expect(climber.url()).not.toContain(items[0]?.id);

  await climber.goto('/library');
  await expect(names(climber)).toHaveCount(5);
  const drop = await climber.evaluateHandle(
    (bytes) => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(bytes)], 'again.zip'));
      files.items.add(new File(['no archive'], 'broken.zip'));
      files.items.add(new File(['a video'], 'climb.mp4'));
      return files;
    },
    [...buffer],
  );
  await climber.getByTestId('library-page').dispatchEvent('dragenter', { dataTransfer: drop });
  await expect(climber.getByText('Drop a zip export')).toBeVisible();
  await climber.getByTestId('library-page').dispatchEvent('drop', { dataTransfer: drop });
  const states = climber.getByTestId('import-state');
  await expect(states).toHaveCount(3);
  await expect(states.nth(0)).toContainText('Imported: Red roof');
  await expect(states.nth(1)).toContainText(/zip/i);
  await expect(states.nth(2)).toContainText('not a zip export');
  await expect(names(climber)).toHaveCount(6);
  await expectAccessible(climber);

  // What is searched shows the new session when it is found so, and says so when it is not.
  const dropAgain = async () => {
    for (const type of ['dragenter', 'drop']) {
      await climber.getByTestId('library-page').dispatchEvent(type, { dataTransfer: again });
    }
  };
  const again = await climber.evaluateHandle(
    (bytes) => {
      const files = new DataTransfer();
      for (const name of ['one.zip', 'two.zip']) files.items.add(new File([Uint8Array.from(bytes)], name));
      return files;
    },
    [...buffer],
  );
  await climber.getByTestId('search').fill('roof');
  await expect(names(climber)).toHaveCount(3);
  await dropAgain();
  await expect(names(climber)).toHaveCount(5);
  await expect(climber.getByTestId('import-show-all')).toHaveCount(0);
  await climber.getByTestId('search').fill('slab');
  await expect(names(climber)).toHaveText(['Blue slab']);
  await dropAgain();
  await expect(climber.getByTestId('import-show-all')).toHaveCount(2);
  await expect(names(climber)).toHaveText(['Blue slab']);
  await climber.getByTestId('import-show-all').first().click();
  await expect(names(climber)).toHaveCount(10);
  await expect(climber.getByTestId('import-show-all')).toHaveCount(0);
  await climber.getByTestId('import-remove').nth(1).click();
  await expect(states).toHaveCount(6);
  await climber.getByTestId('import-open').first().click();
  await expect(climber.getByTestId('session-name')).toHaveText('Red roof');
});

test('an import that is called off leaves nothing behind', async ({ climber }) => {
  // The network stands still in the middle of the upload.
  await climber.route('**/api/v1/sessions/import', () => undefined);
  await climber.goto('/library');
  await climber
    .getByTestId('import-file')
    .setInputFiles({ name: 'slow.zip', mimeType: 'application/zip', buffer: Buffer.alloc(100_000) });
  await expect(climber.getByTestId('import')).toBeVisible();
  await climber.getByTestId('import-remove').click();
  await expect(climber.getByTestId('import')).toHaveCount(0);
  await expect(names(climber)).toHaveCount(4);
});

test('notes and tags are written on the session’s page', async ({ climber }) => {
  await climber.goto('/library');
  await names(climber).filter({ hasText: 'Blue slab' }).click();
  await climber.getByTestId('session-description').fill('Left heel first');
  await climber.getByTestId('tag-input').fill('heel');
  await climber.getByTestId('tag-input').press('Enter');
  await expect(climber.getByTestId('tag-heel')).toBeVisible();
  await expect(climber.getByTestId('fact-quality')).toContainText('100 %');
  await expect(climber.getByTestId('fact-scores')).toContainText('Left arm');
  await expect(climber.getByTestId('fact-storage')).toContainText('poses');
  await climber.goto('/library?q=left%20heel');
  await expect(names(climber)).toHaveText(['Blue slab']);
});

test.describe('with fingers', () => {
  test('a long press selects, and taps go on selecting', async ({ climber }) => {
    await climber.goto('/library');
    const press = (name: string) =>
      card(climber, name).evaluate(async (element) => {
        const target = element.querySelector('[data-testid=card-open]') as HTMLElement;
        const at = { bubbles: true, cancelable: true, pointerType: 'touch', clientX: 50, clientY: 50 };
        target.dispatchEvent(new PointerEvent('pointerdown', at));
        while (!element.classList.contains('selected')) await new Promise(requestAnimationFrame);
        target.dispatchEvent(new PointerEvent('pointerup', at));
        target.click();
      });
    await press('Blue arete');
    await expect(climber.getByTestId('selection-count')).toHaveText('1 selected');
    await card(climber, 'Red roof').click();
    await expect(climber.getByTestId('selection-count')).toHaveText('2 selected');
    await expect(climber).toHaveURL(/\/library$/);
  });
});
