import type { Request, Response } from 'express';

/** A file that is made while it is sent. */
export interface Download {
  fileName: string;
  contentType: string;
  /**
   * Nothing is read before it is asked for, and nothing ahead of it. A block's memory may hold the next one as soon as that is
   * asked for. Leave it by its `return`.
   */
  bytes: AsyncGenerator<Buffer, void, undefined>;
}

/** Sends a file as it is made, as fast as it is taken. */
export async function sendDownload(
  request: Request,
  response: Response,
  { fileName, contentType, bytes }: Download,
): Promise<void> {
  try {
    // What fails before the first bytes is still answered with a problem document.
    const first = request.method === 'HEAD' ? null : await bytes.next();
    response.attachment(fileName).setHeader('Content-Type', contentType);
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (first === null) {
      response.end();
      return;
    }
    for (let step = first; !step.done; step = await bytes.next()) {
      // A reader that goes away in the middle has seen enough.
      if (!(await written(response, step.value))) return;
    }
    response.end();
  } finally {
    await bytes.return();
  }
}

/** Whether the block is on its way to the reader, and its memory free again; false when the reader is gone. */
function written(response: Response, block: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    if (response.destroyed) return gone();
    response.once('close', gone);
    response.write(block, (error) => {
      response.off('close', gone);
      resolve(!error);
    });
  });
}
