import { BadRequestException, Logger, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { DomainError } from './domain-error.js';
import { toProblem } from './problem.filter.js';
import { toDomainError } from './wire-error.js';

const queryFailed = (code: string) =>
  new QueryFailedError(
    'INSERT INTO user_account …',
    ['secret'],
    Object.assign(new Error('told by the database'), { code }),
  );
const systemError = (code: string) => Object.assign(new Error('/srv/reclimb/media/x'), { code });

describe(toDomainError.name, () => {
  // What is not meant for the caller is logged; here it would only look like a failure.
  beforeAll(() => Logger.overrideLogger(false));

  it.each([
    ['a constraint nobody expected', queryFailed('23505'), 'internal'],
    ['a dead database', systemError('ECONNREFUSED'), 'unavailable'],
    ['a database that goes down', queryFailed('57P01'), 'unavailable'],
    ['a connection lost in the middle', new Error('Connection terminated unexpectedly'), 'unavailable'],
    ['too many connections', queryFailed('53300'), 'unavailable'],
    ['a full disk of the database', queryFailed('53100'), 'storage_full'],
    ['a full disk of ours', systemError('ENOSPC'), 'storage_full'],
    ['a value that no column holds', queryFailed('22021'), 'validation_failed'],
    ['a row whose session was removed meanwhile', queryFailed('23503'), 'not_found'],
    ['a bug', new TypeError('x is not a function'), 'internal'],
    ['something that is no error', 'oops', 'internal'],
    ['an unknown route', new NotFoundException('Cannot GET /api/v1/x'), 'not_found'],
    ['a body too large', new PayloadTooLargeException('request entity too large'), 'payload_too_large'],
    ['a body that is no JSON', new BadRequestException('Unexpected token in JSON'), 'validation_failed'],
  ])('answers %s with the right code and none of its inner words', (_, thrown, code) => {
    const error = toDomainError(thrown);
    expect(error.code).toBe(code);
    expect(JSON.stringify(toProblem(error))).not.toMatch(
      /secret|INSERT|told by|\/srv|terminated|Cannot GET|token/,
    );
  });

  it('passes on what was meant for the caller', () => {
    const error = new DomainError('conflict', 'Already there');
    expect(toDomainError(error)).toBe(error);
  });
});

describe(toProblem.name, () => {
  it('tells a client over REST where to go on after a gap', () => {
    const gap = new DomainError('gap', 'Frame 7 is next', {
      details: { nextFrameNumber: 7, nextVideoOffset: 0 },
    });
    expect(toProblem(gap)).toMatchObject({
      status: 409,
      code: 'gap',
      nextFrameNumber: 7,
      nextVideoOffset: 0,
    });
  });
});
