import { cameraProblem, type CameraProblemKind, problemOfError, problemOfPage } from './camera-problem';

const named = (name: string) => Object.assign(new Error('said the browser'), { name });

describe('what getUserMedia rejects with', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['OverconstrainedError', 'overconstrained'],
  ])('%s is told as %s', (name, kind) => {
    expect(problemOfError(named(name)).kind).toBe(kind);
  });

  it('keeps the browser’s own sentence when the error is not known', () => {
    const problem = problemOfError(named('StrangeError'));
    expect(problem.kind).toBe('unknown');
    expect(problem.advice).toContain('said the browser');
  });

  it('is answered even when it is no error at all', () => {
    expect(problemOfError(undefined).kind).toBe('unknown');
  });
});

describe('a page that cannot have a camera', () => {
  it('is told to use https when it came over plain http, although the browser only says “no cameras”', () => {
    expect(problemOfPage({ secure: false, hasCameras: false })?.kind).toBe('insecure');
  });

  it('is told to use another browser when this one knows no cameras', () => {
    expect(problemOfPage({ secure: true, hasCameras: false })?.kind).toBe('unsupported');
  });

  it('is not held up when it can', () => {
    expect(problemOfPage({ secure: true, hasCameras: true })).toBeUndefined();
  });
});

it('has words of its own for every trouble', () => {
  const kinds: CameraProblemKind[] = [
    'insecure',
    'unsupported',
    'refused',
    'none',
    'in-use',
    'overconstrained',
    'unplugged',
    'frozen',
    'unknown',
  ];
  expect(new Set(kinds.map((kind) => cameraProblem(kind).title)).size).toBe(kinds.length);
});
