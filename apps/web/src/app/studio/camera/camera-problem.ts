/** Everything that can stand between a climber and the picture; each has its own words and its own way on. */
export type CameraProblemKind =
  | 'insecure'
  | 'unsupported'
  | 'refused'
  | 'none'
  | 'in-use'
  | 'overconstrained'
  | 'unplugged'
  | 'frozen'
  | 'unknown';

/** What the page offers to do about it. */
export type CameraWayOn = 'try-again' | 'any-camera' | 'none';

export interface CameraProblem {
  readonly kind: CameraProblemKind;
  readonly title: string;
  readonly advice: string;
  readonly wayOn: CameraWayOn;
}

const PROBLEMS: Readonly<Record<CameraProblemKind, Omit<CameraProblem, 'kind'>>> = {
  insecure: {
    title: 'The browser keeps the camera shut on this address',
    advice:
      'Cameras only work over https, or on the machine that Reclimb runs on (http://localhost). Open this page over ' +
      'https, or on that machine.',
    wayOn: 'none',
  },
  unsupported: {
    title: 'This browser cannot record',
    advice: 'It has no access to cameras. A current Chrome, Edge, Firefox or Safari can.',
    wayOn: 'none',
  },
  refused: {
    title: 'The camera is not allowed here',
    advice:
      'Press the camera or lock sign in the address bar, allow the camera for this page, then try again. If there is ' +
      'none, look in the system’s privacy settings: the browser itself may not be allowed.',
    wayOn: 'try-again',
  },
  none: {
    title: 'No camera found',
    advice: 'Plug one in: the picture appears by itself.',
    wayOn: 'try-again',
  },
  'in-use': {
    title: 'Another program is using the camera',
    advice:
      'Close video calls, camera apps and other tabs that show it, then try again. Or choose another camera.',
    wayOn: 'try-again',
  },
  overconstrained: {
    title: 'The chosen camera cannot be had in this form',
    advice: 'It is not plugged in, or has no picture of the size asked for. Another camera may do.',
    wayOn: 'any-camera',
  },
  unplugged: {
    title: 'The camera was unplugged',
    advice: 'Plug it in again: the picture comes back by itself. Or choose another camera.',
    wayOn: 'any-camera',
  },
  frozen: {
    title: 'The picture stands still',
    advice:
      'The camera has sent nothing for 3 seconds. Check its cable and its cover; if nothing helps, restart the camera here.',
    wayOn: 'try-again',
  },
  unknown: {
    title: 'The camera did not start',
    advice: 'Unplug it and plug it in again, or choose another one, then try again.',
    wayOn: 'try-again',
  },
};

export function cameraProblem(kind: CameraProblemKind): CameraProblem {
  return { kind, ...PROBLEMS[kind] };
}

/** Reads what `getUserMedia` rejected with. `unknown` keeps the browser's own sentence. */
export function problemOfError(error: unknown): CameraProblem {
  const name = error && typeof error === 'object' && 'name' in error ? error.name : undefined;
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return cameraProblem('refused');
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return cameraProblem('none');
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return cameraProblem('in-use');
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return cameraProblem('overconstrained');
    default: {
      const problem = cameraProblem('unknown');
      const said = error instanceof Error && error.message ? ` (The browser said: ${error.message})` : '';
      return { ...problem, advice: problem.advice + said };
    }
  }
}

/** Whether this page can have a camera at all; `undefined` when it can. */
export function problemOfPage(page: { secure: boolean; hasCameras: boolean }): CameraProblem | undefined {
  if (!page.secure) return cameraProblem('insecure');
  if (!page.hasCameras) return cameraProblem('unsupported');
  return undefined;
}
