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

const BROKEN_OFF: VideoProblem = {
  text: 'The video did not arrive: the server does not answer.',
  mayPass: true,
};

const IN_TROUBLE: VideoProblem = {
  text: 'The server cannot hand out the video at the moment.',
  mayPass: true,
};

/**
 * Finds out why a video element failed: browsers tell a missing file, a refused one and one that they cannot decode by the
 * same code. Asks the server for the file's head.
 *
 * @param mimeType what the video is, to be named where the browser cannot decode it
 */
export async function videoProblemOf(
  { url, mimeType }: { readonly url: string; readonly mimeType: string },
  fetchHead: (url: string) => Promise<Pick<Response, 'ok' | 'status'>> = (address) =>
    fetch(address, { method: 'HEAD', cache: 'no-store' }),
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
