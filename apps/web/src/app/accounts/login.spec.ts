import { TestBed } from '@angular/core/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { provideRouter, Router } from '@angular/router';
import type { Account, LoginRequest } from '@reclimb/contracts';
import { AccountsApi } from '../api/accounts-api';
import { ApiError } from '../api/api-error';
import { settled } from '../testing/settled';
import { Login } from './login';

const account: Account = {
  id: '4e9a4c1e-6c5f-4d5e-9a55-2f5a4c0d7f01',
  email: 'lynn@example.org',
  name: 'Lynn',
  role: 'member',
};

/** A server with one account. */
class OneAccount implements Pick<AccountsApi, 'login'> {
  readonly seen: LoginRequest[] = [];
  login(request: LoginRequest): Promise<Account> {
    this.seen.push(request);
    return request.password === 'correct horse'
      ? Promise.resolve(account)
      : Promise.reject(new ApiError('unauthenticated', 'Wrong', 401));
  }
}

async function open(returnUrl?: string) {
  const server = new OneAccount();
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: AccountsApi, useValue: server }],
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  const fixture = TestBed.createComponent(Login);
  fixture.componentRef.setInput('returnUrl', returnUrl);
  await fixture.whenStable();
  const loader = TestbedHarnessEnvironment.loader(fixture);
  const element = fixture.nativeElement as HTMLElement;
  const type = (name: string, text: string): void => {
    const field = element.querySelector<HTMLInputElement>(`[data-testid="${name}"]`);
    if (!field) throw new Error(`No field ${name}`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  const submit = async (): Promise<void> => {
    await (await loader.getHarness(MatButtonHarness.with({ selector: '[type=submit]' }))).click();
    await settled(fixture);
  };
  return { server, navigate, loader, element, type, submit, fixture };
}

describe('Login', () => {
  it('opens the page that was asked for before', async () => {
    const { type, submit, navigate } = await open('/sessions/1');
    type('email', 'lynn@example.org');
    type('password', 'correct horse');
    await submit();
    expect(navigate).toHaveBeenCalledWith('/sessions/1', { replaceUrl: true });
  });

  it('says at each field what is missing, and asks the server nothing', async () => {
    const { submit, loader, server } = await open();
    await submit();
    const [email, password] = await loader.getAllHarnesses(MatFormFieldHarness);
    expect(await email?.getTextErrors()).toEqual(['Enter your email address.']);
    expect(await password?.getTextErrors()).toEqual(['Enter your password.']);
    expect(server.seen).toEqual([]);
  });

  it('keeps what was typed when the password is wrong, and does not say which of both it was', async () => {
    const { type, submit, element, navigate } = await open();
    type('email', 'lynn@example.org');
    type('password', 'battery staple');
    await submit();
    expect(element.querySelector('[role=alert]')?.textContent).toContain('do not belong together');
    expect(element.querySelector<HTMLInputElement>('[data-testid=email]')?.value).toBe('lynn@example.org');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('lets a password manager fill both fields', async () => {
    const { element, fixture } = await open();
    await fixture.whenStable();
    const fields = [...element.querySelectorAll('input')].map((field) => field.getAttribute('autocomplete'));
    expect(fields).toEqual(['username', 'current-password']);
  });
});
