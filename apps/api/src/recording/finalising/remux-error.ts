/** The upload cannot be made into a video; the message is for people. */
export class UnprocessableVideo extends Error {
  override name = 'UnprocessableVideo';
}
