const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which session a socket's message or handshake speaks of, when it does; whatever else it is. */
export function sessionOf(payload: unknown): string | undefined {
  const { sessionId } = (payload ?? {}) as { sessionId?: unknown };
  return typeof sessionId === 'string' && UUID.test(sessionId) ? sessionId : undefined;
}
