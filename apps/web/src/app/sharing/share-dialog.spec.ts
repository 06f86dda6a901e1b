import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import type { CreatedShare, NewShare, Session } from '@reclimb/contracts';
import { ApiError } from '../api/api-error';
import { settled } from '../testing/settled';
import { ShareDialog } from './share-dialog';
import { SharesApi } from './shares-api';
import { SharesStore } from './shares-store';

jest.setTimeout(30_000);

const session = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-000000000001',
  name: 'Blue slab',
  video: { url: '/video' },
  imageWidth: 1280,
  imageHeight: 720,
} as Session;
const created: CreatedShare = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-000000000002',
  includeVideo: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-08T00:00:00.000Z',
  viewCount: 0,
  lastViewedAt: null,
  token: 'secret',
  url: '/s/secret',
  embedUrl: '/embed/secret',
};

describe('the share dialog', () => {
  let asked: NewShare[];
  let refusal: Error | undefined;
  let element: HTMLElement;
  const byId = <T extends HTMLElement>(testId: string) =>
    element.querySelector<T>(`[data-testid="${testId}"]`);

  beforeEach(async () => {
    asked = [];
    refusal = undefined;
    const api: Partial<SharesApi> = {
      list: async () => [],
      create: async (_id, share) => {
        asked.push(share);
        if (refusal) throw refusal;
        return created;
      },
    };
    const question = {
      provide: MAT_DIALOG_DATA,
      useFactory: () => ({ session, store: inject(SharesStore) }),
    };
    TestBed.configureTestingModule({
      providers: [SharesStore, { provide: SharesApi, useValue: api }, question],
    });
    await TestBed.inject(SharesStore).load(session.id);
    const fixture = TestBed.createComponent(ShareDialog);
    await settled(fixture);
    element = fixture.nativeElement as HTMLElement;
    make = async () => {
      byId('share-create')?.click();
      await settled(fixture);
    };
  });
  let make: () => Promise<void>;

  it('shares the skeleton for a week unless more is asked for, and tells the link and the code', async () => {
    await make();
    expect(asked).toEqual([{ expiresInHours: 168, includeVideo: false }]);
    expect(byId<HTMLInputElement>('share-link')?.value).toBe(`${location.origin}/s/secret`);
    expect(byId<HTMLInputElement>('share-embed')?.value).toContain(`src="${location.origin}/embed/secret"`);
    expect(byId('share')?.textContent).toContain('Skeleton only');
  });

  it('says why there is no link', async () => {
    refusal = new ApiError('conflict', 'A session has at most 100 links; revoke some', 409);
    await make();
    expect(element.querySelector('[role=alert]')?.textContent).toContain('at most 100 links');
  });
});
