/** Why a video is not shown, for people, and whether another try may help. */
export interface VideoProblem {
  readonly text: string;
  readonly mayPass: boolean;
}

const BY_STATUS: Readonly<Record<number, VideoProblem>> = {
  401: { text: 'You are not logged in any more. Log in again to see the video.', mayPass: true },
  403: { text: 'Your account may not see this video.', mayPass: false },
  404: { text: 'The video is not on the server any more.', mayPass: false },
};

/** What is said of a video that stopped arriving. */
export const BROKEN_OFF: VideoProblem = {
  text: 'The video did not arrive: the server does not answer.',
  mayPass: true,
};

/** Seconds before a video is asked for again, doubled with each time up to the last value. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 15;

const IN_TROUBLE: VideoProblem = {
  text: 'The server cannot hand out the video at the moment.',
  mayPass: true,
};

type FetchHead = (url: string) => Promise<Pick<Response, 'ok' | 'status'>>;

const headOf: FetchHead = (url) => fetch(url, { method: 'HEAD', cache: 'no-store' });

/**
 * Finds out why a video element failed: browsers tell a missing file, a refused one and one that they cannot decode by the
 * same code. Asks the server for the file's head.
 *
 * @param mimeType what the video is, to be named where the browser cannot decode it
 */
export async function videoProblemOf(
  { url, mimeType }: { readonly url: string; readonly mimeType: string },
  fetchHead: FetchHead = headOf,
): Promise<VideoProblem> {
  let answer;
  try {
    answer = await fetchHead(url);
  } catch {
    return BROKEN_OFF;
  }
  if (!answer.ok) return BY_STATUS[answer.status] ?? IN_TROUBLE;
  const text = `This browser cannot decode the video (${mimeType}). Another browser may.`;
  return { text, mayPass: false };
}

/**
 * Asks for a video's head again and again, with growing pauses, until the server hands it out.
 *
 * @param pause resolves after so many seconds; answers whether anybody still wants the video
 * @returns whether it can be had: false when nobody wants it any more, or when it is gone for good
 */
export async function untilVideoIsThere(
  url: string,
  pause: (seconds: number) => Promise<boolean>,
  fetchHead: FetchHead = headOf,
): Promise<boolean> {
  for (let seconds = FIRST_PAUSE; await pause(seconds); seconds = Math.min(LONGEST_PAUSE, 2 * seconds)) {
    // Without a network there is no answer: that is what is waited for.
    const answer = await fetchHead(url).catch(() => undefined);
    if (answer?.ok) return true;
    if (answer && BY_STATUS[answer.status]?.mayPass === false) return false;
  }
  return false;
}
