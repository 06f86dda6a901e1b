import { TestBed } from '@angular/core/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { provideRouter } from '@angular/router';
import { EXPORT_FORMATS, TRC_DIALECTS, type Session, exportQuerySchema } from '@reclimb/contracts';
import { EXPORT_CHOICES } from './export-formats';
import { ExportMenu } from './export-menu';

/** The first test compiles every component of the page, which takes a busy machine longer than Jest's five seconds. */
jest.setTimeout(30_000);

const ID = '4e9a4c1e-6c5f-4d5e-9a55-000000000001';

async function open(status: Session['status']) {
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
  });
  const downloads: string[] = [];
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push(this.getAttribute('href') ?? '');
  });
  const fixture = TestBed.createComponent(ExportMenu);
  fixture.componentRef.setInput('session', { id: ID, status });
  const loader = TestbedHarnessEnvironment.loader(fixture);
  const page = TestbedHarnessEnvironment.documentRootLoader(fixture);
  return { menu: await loader.getHarness(MatMenuHarness), page, downloads };
}

describe('export menu', () => {
  afterEach(() => jest.restoreAllMocks());

  it('offers every format and dialect that the server writes', () => {
    const queries = EXPORT_CHOICES.flatMap(({ choices }) => choices.map(({ query }) => query));
    expect(new Set(queries.map(({ format }) => format))).toEqual(new Set(EXPORT_FORMATS));
    const dialects = queries.flatMap(({ dialect }) => dialect ?? []);
    expect(new Set(dialects)).toEqual(new Set(TRC_DIALECTS));
  });

  it('downloads from an address that the server understands', async () => {
    const { menu, downloads } = await open('completed');
    await menu.open();
    await menu.clickItem({ text: /Kinovea, tracks/ });
    expect(downloads).toEqual([`/api/v1/sessions/${ID}/export?format=trc&dialect=kinovea`]);
  });

  it('asks for the height that metres need, and takes no nonsense', async () => {
    const { menu, page, downloads } = await open('completed');
    await menu.open();
    await menu.clickItem({ text: /TRC in metres/ });
    const height = await page.getHarness(MatInputHarness);
    const confirm = await page.getHarness(
      MatButtonHarness.with({ text: 'Export', ancestor: 'mat-dialog-container' }),
    );
    await height.setValue('170');
    await confirm.click();
    expect(downloads).toEqual([]);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('0.5 to 2.5');
    await height.setValue('1,82');
    await confirm.click();
    const query = Object.fromEntries(new URL(downloads[0] ?? '', 'http://x').searchParams);
    expect(exportQuerySchema.parse(query)).toEqual({ format: 'trc', dialect: 'metric', stature: 1.82 });
  });

  it('waits for the video', async () => {
    const { menu } = await open('processing');
    expect(await menu.isDisabled()).toBe(true);
  });
});
