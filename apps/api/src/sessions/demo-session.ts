import type { Session } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { toSession } from './session.mapper.js';
import { SessionsRepository } from './sessions.repository.js';

/** The session of the synthetic climber, for newcomers without a camera. */
@Injectable()
export class DemoSession {
  constructor(private readonly sessions: SessionsRepository) {}

  /** The caller's demo session; at most one each. */
  async forCaller(caller: Caller): Promise<Session> {
    const existing = await this.sessions.findDemo(caller.userId);
    if (existing) return toSession(existing);
    throw new DomainError('unavailable', 'The demo session is not part of this build yet');
  }
}
