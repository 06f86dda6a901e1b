import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router, provideRouter } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { settled } from '../testing/settled';
import { AccountStore } from './account-store';
import { loginAgainInterceptor } from './login-again';

const account = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-2f5a4c0d7f01',
  email: 'lynn@example.org',
  name: 'Lynn',
  role: 'member',
};

@Component({
  selector: 'rc-page-in-use',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
})
class PageInUse {}

async function pageInUse() {
  TestBed.configureTestingModule({
    providers: [
      { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      provideHttpClient(withInterceptors([loginAgainInterceptor])),
      provideHttpClientTesting(),
      provideRouter([]),
    ],
  });
  const fixture = TestBed.createComponent(PageInUse);
  const server = TestBed.inject(HttpTestingController);
  const loggedIn = TestBed.inject(AccountStore).login({ email: account.email, password: 'x' });
  server.expectOne('/api/v1/auth/login').flush(account);
  await loggedIn;
  const page = TestbedHarnessEnvironment.documentRootLoader(fixture);
  const press = async (text: string): Promise<void> => {
    await (await page.getHarness(MatButtonHarness.with({ text }))).click();
    await settled(fixture);
  };
  return { fixture, server, press };
}

const refusal = { status: 401, statusText: 'Unauthorized' };

describe('a login that expires under a page', () => {
  it('asks for the password over the page, without leaving it, and sends the refused request again', async () => {
    const { fixture, server } = await pageInUse();
    const answer = firstValueFrom(TestBed.inject(HttpClient).get('/api/v1/sessions'));
    server.expectOne('/api/v1/sessions').flush(null, refusal);
    await settled(fixture);

    const field = document.querySelector<HTMLInputElement>('mat-dialog-container [data-testid=password]');
    if (!field) throw new Error('The password was not asked for');
    field.value = 'correct horse';
    field.dispatchEvent(new Event('input'));
    const form = document.querySelector('mat-dialog-container form');
    const sentByTheBrowser = form?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(sentByTheBrowser).toBe(false);
    await settled(fixture);
    const login = server.expectOne('/api/v1/auth/login');
    expect(login.request.body).toEqual({ email: account.email, password: 'correct horse' });
    login.flush(account);
    await settled(fixture);

    server.expectOne('/api/v1/sessions').flush({ items: [] });
    await expect(answer).resolves.toEqual({ items: [] });
  });

  it('goes to the login page, with the way back, when the password is not given', async () => {
    const { fixture, server, press } = await pageInUse();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    const answer = firstValueFrom(TestBed.inject(HttpClient).get('/api/v1/sessions'));
    const refused = expect(answer).rejects.toMatchObject({ status: 401 });
    server.expectOne('/api/v1/sessions').flush(null, refusal);
    await settled(fixture);
    await press('Leave this page');
    await refused;
    expect(String(navigate.mock.calls[0]?.[0])).toMatch(/^\/login/);
    expect(TestBed.inject(AccountStore).account()).toBeNull();
  });

  it('asks once, however many requests are refused meanwhile', async () => {
    const { fixture, server } = await pageInUse();
    const http = TestBed.inject(HttpClient);
    http.get('/api/v1/sessions').subscribe();
    http.get('/api/v1/tokens').subscribe();
    server.expectOne('/api/v1/sessions').flush(null, refusal);
    server.expectOne('/api/v1/tokens').flush(null, refusal);
    await settled(fixture);
    expect(document.querySelectorAll('mat-dialog-container')).toHaveLength(1);
  });
});
