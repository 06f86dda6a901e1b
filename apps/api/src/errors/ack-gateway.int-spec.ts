import { type AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { MessageBody, type OnGatewayInit, SubscribeMessage } from '@nestjs/websockets';
import { type Namespace } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import * as z from 'zod';
import { answerUnknownEvents } from '../accounts/socket-authenticator.js';
import { SocketAdapter } from '../web/socket.adapter.js';
import { AckGateway } from './ack-gateway.js';
import { DomainError } from './domain-error.js';
import { ErrorsModule } from './errors.module.js';

const schema = z.strictObject({ text: z.string() });

@AckGateway({ namespace: 'probe' })
class ProbeGateway implements OnGatewayInit<Namespace> {
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      answerUnknownEvents(socket);
      next();
    });
  }
  @SubscribeMessage('echo') echo(@MessageBody({ schema }) { text }: z.infer<typeof schema>): unknown {
    return { text, event: 'not Nest’s' };
  }
  @SubscribeMessage('nothing') nothing(): void {}
  @SubscribeMessage('gap') gap(): Promise<never> {
    return Promise.reject(new DomainError('gap', '7 is next', { details: { nextFrameNumber: 7 } }));
  }
  @SubscribeMessage('crash') crash(): never {
    throw new Error('a path of the server: /srv/reclimb');
  }
}

@Module({ imports: [ErrorsModule], providers: [ProbeGateway] })
class ProbeModule {}

describe(AckGateway.name, () => {
  let app: NestExpressApplication;
  let url: string;
  let socket: Socket;
  const unasked: unknown[] = [];

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [ProbeModule] }).compile();
    app = module.createNestApplication<NestExpressApplication>({ logger: false });
    app.useWebSocketAdapter(new SocketAdapter(app, { trustProxy: 0, corsOrigins: [] }));
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    socket = io(`${url}/probe`, { transports: ['websocket'] });
    socket.onAny((...message: unknown[]) => unasked.push(message));
  });
  afterAll(async () => {
    socket.disconnect();
    await app.close();
  });

  const ask = (event: string, ...parameters: unknown[]): Promise<unknown> =>
    socket.timeout(5_000).emitWithAck(event, ...parameters);

  it('answers what a handler returns, whatever its fields are called, and also nothing', async () => {
    expect(await ask('echo', { text: 'a' })).toEqual({ ok: true, data: { text: 'a', event: 'not Nest’s' } });
    expect(await ask('nothing', {})).toEqual({ ok: true, data: {} });
    expect(await ask('nothing')).toEqual({ ok: true, data: {} });
  });

  it('answers a refused payload with where it is wrong, and not with the payload', async () => {
    const answer = await ask('echo', { text: 5, password: 'hunter2' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
    expect(answer).toHaveProperty('error.details.errors.0.path', 'text');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it.each([[[]], [[1, 2]], [['text']], [[null]], [[{ text: 'a' }, { text: 'b' }]]])(
    'answers the parameters %j too',
    async (parameters) => {
      expect(await ask('echo', ...parameters)).toMatchObject({
        ok: false,
        error: { code: 'validation_failed' },
      });
    },
  );

  it('answers a domain error with its details, and a crash without any', async () => {
    expect(await ask('gap', {})).toEqual({
      ok: false,
      error: { code: 'gap', message: '7 is next', details: { nextFrameNumber: 7 } },
    });
    const crash = await ask('crash', {});
    expect(crash).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(crash)).not.toContain('/srv');
  });

  it('answers an event that nobody knows', async () => {
    expect(await ask('sing', {})).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  });

  it('stays up, and sends nothing unasked, when a client wants no acknowledgement', async () => {
    for (const event of ['echo', 'crash', 'gap', 'nothing', 'sing']) socket.emit(event, [1, { text: 5 }]);
    expect(await ask('nothing', {})).toEqual({ ok: true, data: {} });
    expect(unasked).toEqual([]);
  });

  it('keeps pages of other sites from opening a socket', async () => {
    const foreign = io(`${url}/probe`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'https://evil.example' },
    });
    const refused = await new Promise((resolve) => {
      foreign.once('connect', () => resolve(false));
      foreign.once('connect_error', () => resolve(true));
    });
    foreign.disconnect();
    expect(refused).toBe(true);
  });
});
